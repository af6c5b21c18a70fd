import { AIMS, milliseconds, table } from '../report.ts';
import type { Cpu } from './cpu.ts';
import type { BackendFigures, Throughput } from './measure.ts';
import type { Tickets } from './tickets.ts';

const NAMES = { redis: 'Redis', postgres: 'Postgres' } as const;
const UNKNOWN = 'not measured here';

export function printThroughput({ bareTickets: [before, after], backends, skipped }: Throughput): string {
  const bare = (before + after) / 2;
  const heads = backends.map(({ backend }) => NAMES[backend]);
  const row = (name: string, show: (figures: BackendFigures) => string) => [name, ...backends.map(show)];
  const share = (perSecond: number) => `1/${(bare / perSecond).toFixed(1)}`;
  return [
    table([
      ['Throughput', 'per second'],
      ['bare: a ticket in one statement, 32 clients, before', before.toFixed(0)],
      ['the same, after all the others', after.toFixed(0)],
    ]),
    table([
      ['Throughput, the queue in', ...heads],
      row('bare: jobs of BullMQ a second', ({ bareJobs }) => bareJobs.toFixed(0)),
      row('tickets a second, both cards out', ({ oneWorker }) => oneWorker.perSecond.toFixed(0)),
      row('  ÷ bare tickets', ({ oneWorker }) => share(oneWorker.perSecond)),
      row('  aim', ({ backend }) => `1/${backend === 'redis' ? AIMS.redisShare : AIMS.postgresShare}`),
      row('  ÷ bare jobs', ({ oneWorker, bareJobs }) => `1/${(bareJobs / oneWorker.perSecond).toFixed(1)}`),
      row('  cores busy', ({ oneWorker }) => cores(oneWorker)),
      row('with two workers', ({ twoWorkers }) => twoWorkers.perSecond.toFixed(0)),
      row('  ÷ one worker', ({ oneWorker, twoWorkers }) => `${(twoWorkers.perSecond / oneWorker.perSecond).toFixed(2)} ×`),
      row('  cores busy', ({ twoWorkers }) => cores(twoWorkers)),
      row('most events acknowledged a second, no worker', ({ most }) => most.toFixed(0)),
    ]),
    printCpu(heads, backends),
    table([
      ['Steady load, the queue in', ...heads],
      ...spread('acknowledged', backends, ({ steady }) => steady.acknowledged),
      ...spread('answered', backends, ({ steady }) => steady.reply),
      row('  aim', () => `${milliseconds(AIMS.replyP50Ms)}, ${milliseconds(AIMS.replyP99Ms)}`),
      ...spread('acknowledged, workers busy', backends, ({ busy }) => busy.acknowledged),
      row('  aim of p99', () => milliseconds(AIMS.busyAcknowledgedP99Ms)),
      row('  reports still waiting at the end', ({ busy }) => String(busy.waiting)),
    ]),
    table([
      ['Memory when idle', ...heads],
      row('front', ({ idle }) => megabytes(idle.front)),
      row('worker', ({ idle }) => megabytes(idle.worker)),
      row('  aim', () => megabytes(AIMS.idleWorkerMb)),
    ]),
    skipped === undefined ? '' : `\nRedis: ${skipped}\n`,
  ].join('');
}

function printCpu(heads: readonly string[], backends: readonly BackendFigures[]): string {
  const cell = (pick: (cpu: Cpu) => number) => backends.map(({ oneWorker: { cpu } }) => (cpu ? `${(pick(cpu) / 1000).toFixed(2)} ms` : UNKNOWN));
  return table([
    ['Processor time a ticket, the queue in', ...heads],
    ['front', ...cell(({ front }) => front)],
    ['worker', ...cell(({ workers }) => workers)],
    ['Postgres', ...cell(({ postgres }) => postgres)],
    ['Redis', ...cell(({ queue }) => queue)],
    ['together', ...cell(({ front, workers, postgres, queue }) => front + workers + postgres + queue)],
    ['  aim', ...backends.map(() => `${AIMS.cpuPerTicketMs.toFixed(2)} ms`)],
    ['not counted: fake outside', ...cell(({ outside }) => outside)],
    ['not counted: load', ...cell(({ load }) => load)],
  ]);
}

function spread(name: string, backends: readonly BackendFigures[], pick: (figures: BackendFigures) => { p50: number; p99: number }): string[][] {
  const cell = (which: 'p50' | 'p99') => backends.map((figures) => milliseconds(pick(figures)[which]));
  return [
    [`${name}, p50`, ...cell('p50')],
    [`${name}, p99`, ...cell('p99')],
  ];
}

function cores({ cores }: Tickets): string {
  return cores === undefined ? UNKNOWN : cores.toFixed(2);
}

function megabytes(value: number | undefined): string {
  return value === undefined ? UNKNOWN : `${value.toFixed(0)} MB`;
}
