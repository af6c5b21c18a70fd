import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Burst } from './burst.ts';
import type { Spread } from './figures.ts';
import type { Latency } from './latency.ts';
import type { PlatformPace } from './platforms/measure.ts';
import type { StartTimes } from './start-time.ts';

/** What we want to stay below, or of shares above. Only printed: a busy machine is not a fault. */
export const AIMS = {
  answerP50Ms: 25,
  answerP99Ms: 100,
  firstStartMs: 6000,
  laterStartMs: 2500,
  /** Of bare tickets a second, one in so many. */
  redisShare: 10,
  postgresShare: 15,
  cpuPerTicketMs: 6.6,
  replyP50Ms: 15,
  replyP99Ms: 80,
  busyAcknowledgedP99Ms: 50,
  idleWorkerMb: 150,
} as const;

export function machine() {
  const { platform, arch, version } = process;
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform} ${arch}`,
    node: version,
  };
}

export function printMachine(): string {
  const { cores, processor, memoryGb, system, node } = machine();
  return `Deskside bench on ${cores} cores (${processor}), ${memoryGb} GB, ${system}, Node ${node}\n`;
}

export function printStart({ first, later }: StartTimes): string {
  const row = (name: string, spread: Spread, aim: number) => [
    `${name} (${spread.count})`,
    seconds(spread.min),
    seconds(spread.p50),
    seconds(spread.max),
    seconds(aim),
  ];
  return table([
    ['Start', 'min', 'median', 'max', 'aim'],
    row('first, with an empty folder', first, AIMS.firstStartMs),
    row('later', later, AIMS.laterStartMs),
  ]);
}

export function printLatency({ answer, acknowledged, roundTrip, hop }: Latency): string {
  const row = (name: string, { count, p50, p90, p99, max }: Spread) => [`${name} (${count})`, ...[p50, p90, p99, max].map(milliseconds)];
  const ratio = (name: string, base: Spread) => [`answer ÷ ${name}, both p50`, `${(answer.p50 / base.p50).toFixed(1)} ×`];
  return [
    table([
      ['Message at a calm pace', 'p50', 'p90', 'p99', 'max'],
      row('to the answer', answer),
      ['  aim', milliseconds(AIMS.answerP50Ms), '', milliseconds(AIMS.answerP99Ms), ''],
      row('to the acknowledgement', acknowledged),
      row('for comparison: select 1', roundTrip),
      row('for comparison: job of BullMQ', hop),
    ]),
    table([['Ratio', ''], ratio('select 1', roundTrip), ratio('job of BullMQ', hop)]),
  ].join('');
}

export function printBurst({ messages, people, acceptedMs, settledMs, perSecond }: Burst): string {
  return table([
    ['Burst', 'accepted', 'settled', 'per second'],
    [`${messages} messages at once from ${people} people`, seconds(acceptedMs), seconds(settledMs), perSecond.toFixed(0)],
  ]);
}

export function printPlatform({ platform, backend, perSecond, acknowledged, reply }: PlatformPace): string {
  const row = (name: string, { count, p50, p90, p99, max }: Spread) => [`${name} (${count})`, ...[p50, p90, p99, max].map(milliseconds)];
  return table([
    [`${platform}, ${perSecond} direct messages a second, the queue in ${backend}`, 'p50', 'p90', 'p99', 'max'],
    row('to the acknowledgement, all workers busy', acknowledged),
    ['  aim', '', '', milliseconds(AIMS.busyAcknowledgedP99Ms), ''],
    row('to the answer', reply),
  ]);
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}

function seconds(value: number): string {
  return `${(value / 1000).toFixed(2)} s`;
}

/** The first column to the left, the others to the right, a line under the head. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('   ')
      .trimEnd(),
  );
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 3, -3));
  return `\n${[lines[0], rule, ...lines.slice(1)].join('\n')}\n`;
}
