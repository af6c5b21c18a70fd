import fc from 'fast-check';
import type { Block, Button, Card, Inline, Post } from '#core/card.ts';
import type { Chart } from '#core/chart.ts';
import type { ChoiceField, Form, TextField } from '#core/form.ts';
import type { Entrance, Section } from '#core/front-end.ts';

/** What people write to see what happens, and what happens to them. */
const ODD = [
  '',
  ' ',
  '\n\n',
  '<@U123>',
  '<!here> <!channel> <!subteam^S1|all>',
  '@here @channel @everyone',
  'https://evil.example/x?a=1&b=2',
  '<https://evil.example|your bank>',
  '*bold* _italic_ ~gone~ `code`',
  '```\nblock\n```',
  '> quoted &gt; &amp; &lt;',
  '<!date^0^{date}|never>',
  ':tada: 👩‍👩‍👧‍👦 🏳️‍🌈',
  'שלום \u202Eevil\u202C مرحبا',
  '\uD83D',
  '\uDE00 half',
  '😀'.repeat(40),
  '\u0000\u0007"\\',
];

const shortText = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
);
const longText = fc
  .tuple(shortText, fc.constantFrom(76, 151, 700, 3000, 3001, 4000, 12_000, 100_000))
  .map(([text, length]) => `${text}x`.repeat(length).slice(0, length));
const anyText = fc.oneof({ weight: 4, arbitrary: shortText }, { weight: 1, arbitrary: longText });

const at = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => ({ at: date.toISOString() }));
const address = fc.oneof(
  fc.webUrl({ validSchemes: ['https'] }),
  fc.constantFrom('http://plain.example', 'javascript:alert(1)', `https://x.example/${'y'.repeat(3000)}`, 'no address'),
);

const inlineOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Inline> =>
  fc.oneof(text, fc.array(fc.oneof(text, at, fc.record({ link: address, label: text })), { maxLength: 4 }));

const chartOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Chart> =>
  fc.record({ title: text, alt: text, unit: text, stacked: fc.boolean(), labels: fc.array(text, { maxLength: 3 }), series: fc.constant([]) });

const blockOf = (text: fc.Arbitrary<string>, facts: number): fc.Arbitrary<Block> =>
  fc.oneof(
    fc.record({ kind: fc.constant('text' as const), text: inlineOf(text) }),
    fc.record({ kind: fc.constant('text' as const), text: inlineOf(text), subtle: fc.boolean() }),
    fc.record({ kind: fc.constant('facts' as const), facts: fc.array(fc.record({ label: text, value: inlineOf(text) }), { maxLength: facts }) }),
    fc.record({ kind: fc.constant('quote' as const), author: text, text }),
    fc.record({ kind: fc.constant('chart' as const), chart: chartOf(text) }),
  );

const action = fc.tuple(fc.constantFrom('ticket', 'desk', 'access'), fc.constantFrom('claim', 'answer', 'hand_back')).map((names) => names.join('.'));
const idText = fc.oneof(fc.constantFrom('1042', '0190f3a2-7c1e-7b3a-9d5e-0f1a2b3c4d5e', '<&>"'), fc.string({ unit: 'binary', maxLength: 40 }));
export const anyRef = fc.record({ action, subject: idText, value: idText, version: fc.nat() }, { requiredKeys: ['action'] });

const buttonOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Button> =>
  fc
    .tuple(anyRef, text, fc.constantFrom('primary' as const, 'danger' as const, undefined), fc.boolean())
    .map(([ref, label, style, opensForm]) => ({ ...ref, label, style, opensForm }));

const tone = fc.constantFrom('neutral' as const, 'good' as const, 'attention' as const, 'warning' as const);
const cardOf = (text: fc.Arbitrary<string>, blocks: fc.Arbitrary<readonly Block[]>, buttons: number): fc.Arbitrary<Card> =>
  fc.record({ title: text, tone, blocks, buttons: fc.array(buttonOf(text), { maxLength: buttons, size: 'max' }) });

const postOf = (text: fc.Arbitrary<string>, card: fc.Arbitrary<Card>): fc.Arbitrary<Post> =>
  fc
    .tuple(fc.record({ text }), fc.record({ author: text, about: text, tag: fc.constant('note' as const), card }, { requiredKeys: [] }))
    .map(([words, more]) => ({ ...words, ...more }));

const manyBlocks = fc.oneof(
  { weight: 4, arbitrary: fc.array(blockOf(anyText, 4), { maxLength: 6 }) },
  { weight: 1, arbitrary: fc.array(blockOf(anyText, 40), { maxLength: 90, size: 'max' }) },
);

/** Of any length and number. */
export const anyPost = postOf(
  anyText,
  fc.oneof({ weight: 4, arbitrary: cardOf(anyText, manyBlocks, 6) }, { weight: 1, arbitrary: cardOf(anyText, manyBlocks, 120) }),
);
export const anyTextAtAll = anyText;

const brief = shortText.map((text) => text.slice(0, 30));
/** So little that all of it is shown. */
export const smallPost = postOf(brief, cardOf(brief, fc.array(blockOf(brief, 2), { maxLength: 4 }), 4));

const option = fc.record({ value: fc.string({ minLength: 1, maxLength: 75 }), label: anyText });
const field: fc.Arbitrary<TextField | ChoiceField> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    name: fc.constant(''),
    label: anyText,
    question: anyText,
    required: fc.boolean(),
    multiline: fc.boolean(),
    maxLength: fc.integer({ min: 1, max: 100_000 }),
  }),
  fc.record({
    kind: fc.constant('choice' as const),
    name: fc.constant(''),
    label: anyText,
    question: anyText,
    required: fc.boolean(),
    options: fc.oneof(fc.array(option, { maxLength: 8 }), fc.array(option, { minLength: 90, maxLength: 130, size: 'max' })),
  }),
);
export const anyForm: fc.Arbitrary<Form> = fc.record({
  title: anyText,
  submit: anyText,
  fields: fc.array(field, { maxLength: 6 }).map((fields) => fields.map((each, index) => ({ ...each, name: `field_${index}` }))),
});

const briefField = fc.record({
  label: brief,
  options: fc.array(fc.record({ value: fc.string({ minLength: 1, maxLength: 9 }), label: brief }), { maxLength: 9 }),
});
/** Its labels and titles are so short that Slack shows them whole. */
export const smallForm: fc.Arbitrary<Form> = fc
  .record({ title: brief.map((text) => text.slice(0, 24)), submit: brief.map((text) => text.slice(0, 24)), fields: fc.array(briefField, { maxLength: 4 }) })
  .map((form) => ({ ...form, fields: form.fields.map((each, at) => ({ ...each, kind: 'choice', name: `field_${at}`, question: '', required: true })) }));

export const smallSections: fc.Arbitrary<Section[]> = fc.array(
  fc.record({ title: brief, empty: brief, cards: fc.array(cardOf(brief, fc.array(blockOf(brief, 4), { maxLength: 1 }), 7), { maxLength: 4 }) }),
  { maxLength: 4 },
);

export const anySections: fc.Arbitrary<Section[]> = fc.array(
  fc.record({
    title: anyText,
    empty: anyText,
    cards: fc.oneof(
      fc.array(cardOf(anyText, fc.array(blockOf(anyText, 4), { maxLength: 3 }), 6), { maxLength: 4 }),
      fc.array(cardOf(brief, fc.array(blockOf(brief, 2), { maxLength: 2 }), 3), { maxLength: 70, size: 'max' }),
    ),
  }),
  { maxLength: 6 },
);

export const anyEntrances: fc.Arbitrary<Entrance[]> = fc.array(
  fc
    .tuple(fc.record({ word: fc.stringMatching(/^[a-z]{1,12}$/), label: anyText, action }), fc.record({ example: anyText }, { requiredKeys: [] }))
    .map(([entrance, more]) => ({ ...entrance, ...more })),
  { maxLength: 40 },
);
