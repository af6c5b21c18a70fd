import { milliseconds, table } from '../report.ts';
import type { Scale } from './measure.ts';

/** One table, with how much longer each takes, and how much more it reads, than at the smallest size. */
export function printScale(scales: readonly Scale[], withPlans: boolean): string {
  const [smallest] = scales;
  if (!smallest) return '';
  const heads = scales.flatMap(({ size }, index) => [`${size.toLocaleString('en-US')}: p50`, 'p99', 'pages', ...(index === 0 ? [] : ['ratio p50', 'pages'])]);
  const row = (name: string, show: (scale: Scale) => string) => [
    name,
    ...scales.flatMap((scale, index) => [show(scale), '', '', ...(index === 0 ? [] : ['', ''])]),
  ];
  return [
    table([
      [`Tickets (${smallest.answers[0]?.spread.count} runs each)`, ...heads],
      ...smallest.answers.map((base, index) => [
        base.name,
        ...scales.flatMap(({ answers }, column) => cells(answers[index] ?? base, column === 0 ? undefined : base)),
      ]),
      row('open tickets', ({ openTickets }) => String(openTickets)),
      row('people', ({ people }) => String(people)),
      row('known answers', ({ articles }) => String(articles)),
      row('database', ({ megabytes }) => `${megabytes} MB`),
    ]),
    ...(withPlans ? scales.flatMap(printPlans) : []),
  ].join('');
}

type Answered = Scale['answers'][number];

function cells({ spread, pages }: Answered, base: Answered | undefined): string[] {
  const times = (value: number) => `${value.toFixed(2)} ×`;
  return [milliseconds(spread.p50), milliseconds(spread.p99), String(pages), ...(base ? [times(spread.p50 / base.spread.p50), times(pages / base.pages)] : [])];
}

function printPlans({ size, answers }: Scale): string[] {
  return answers.flatMap(({ name, plans }) =>
    plans.map(
      ({ statement, custom, generic, plan }) =>
        `\n== ${name}, ${size} tickets; planned for its values ${custom} times, for any values ${generic} times\n${statement}\n\n${plan}\n`,
    ),
  );
}
