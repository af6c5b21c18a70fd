import { parseArgs } from 'node:util';
import type { Sizes } from './scale/measure.ts';

export const USAGE = `Usage: npm run bench [-- <part>…] [-- --json]

  start        time until the address is printed, first and later starts
  latency      time from a message to its answer, at a calm pace
  burst        time until many messages at once are done
  slack        direct messages in Slack, 200 a second: until they are acknowledged, and until they are answered
  teams        the same in Teams, 100 a second
  intents      how well and how fast messages are understood, next to others: intents [--train <file> --test <file>]
  throughput   what several processes do in a second, and what it costs, on Redis and on Postgres
  scale        what lists, searches and summaries cost with many tickets: scale [--sizes 10000,100000,1000000] [--plans]; only when named
`;
const PARTS: ReadonlySet<string> = new Set(['start', 'latency', 'burst', 'slack', 'teams', 'intents', 'throughput', 'scale']);
const SIZES = '10000,100000,1000000';

const OPTIONS = {
  json: { type: 'boolean', default: false },
  train: { type: 'string' },
  test: { type: 'string' },
  sizes: { type: 'string', default: SIZES },
  plans: { type: 'boolean', default: false },
} as const;

/** Undefined when they make no sense. */
export function readArguments(args: readonly string[]) {
  try {
    const { values, positionals: parts } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const { json, train, test, plans } = values;
    const sizes = values.sizes.split(',').map(Number);
    const areSizes = sizes.every((size, index) => Number.isInteger(size) && size > (sizes[index - 1] ?? 0));
    if (!areSizes || parts.some((part) => !PARTS.has(part)) || (train === undefined) !== (test === undefined)) return undefined;
    const scale: Sizes | undefined = parts.includes('scale') ? { sizes, plans } : undefined;
    return { json, parts, files: { train, test }, scale };
  } catch {
    return undefined;
  }
}
