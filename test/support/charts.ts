import fc from 'fast-check';
import type { Post } from '#core/card.ts';
import type { Chart, ChartSeries } from '#core/chart.ts';

/** A week of tickets, as a summary shows it. */
export const WEEK: Chart = {
  title: 'Solved in time and late',
  alt: 'From Monday to Friday 70 tickets were solved in time and 14 late; most of the late ones on Friday.',
  unit: 'tickets',
  stacked: true,
  labels: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'],
  series: [
    { name: 'in time', tone: 'good', values: [12, 15, 9, 20, 14] },
    { name: 'late', tone: 'warning', values: [3, 1, 4, 0, 6] },
  ],
};

export const CSV = 'ticket,title\r\nT-1001,"Zürich, floor 2"\r\nT-1002,日本語 \'=1+1\r\n';

/** A summary with a picture and a file. */
export const SUMMARY: Post = {
  text: 'Devices: 14 late last week',
  card: {
    title: 'Devices, 16 to 22 November',
    tone: 'attention',
    blocks: [
      { kind: 'text', text: 'More came in than was solved.' },
      { kind: 'chart', chart: WEEK },
      { kind: 'facts', facts: [{ label: 'Late', value: '14 of 84' }] },
    ],
    buttons: [{ action: 'ticket.report', label: 'Report a problem', opensForm: true }],
  },
  attachment: { name: 'Geräte week 47.csv', mediaType: 'text/csv', text: CSV, elsewhere: 'by the command “deskside figures”' },
};

/** The same picture, but the card has gone on. */
export const LATER: Post = { ...SUMMARY, card: SUMMARY.card && { ...SUMMARY.card, title: 'Devices, as it is now' } };

const TONES: readonly ChartSeries['tone'][] = ['good', 'attention', 'warning', 'neutral'];
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 300 }),
  fc.constantFrom(
    '',
    '<script>alert(1)</script>',
    ']]>',
    '&amp;&#0;&lt;',
    '{a|b}{b}',
    '\0\uD800\uFFFE',
    '"\'',
    '日本語 🎉',
    '__proto__',
    'constructor toString',
    '-->',
    'مرحبا',
  ),
);
const numbers = fc.oneof(fc.nat(100), fc.double(), fc.constantFrom(0, -0, NaN, Infinity, -Infinity, Number.MAX_VALUE, Number.MIN_VALUE, -1));

/** Whatever the types allow, and series that are shorter or longer than the labels. */
export const anyChart: fc.Arbitrary<Chart> = fc.record({
  title: words,
  alt: words,
  unit: words,
  stacked: fc.boolean(),
  labels: fc.array(words, { maxLength: 40 }),
  series: fc.array(fc.record({ name: words, tone: fc.constantFrom(...TONES), values: fc.array(numbers, { maxLength: 40 }) }), { maxLength: 10 }),
});
