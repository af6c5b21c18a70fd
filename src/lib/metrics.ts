import { Counter, Histogram, Registry } from 'prom-client';

/** What a process counts about itself. A registry of its own, so that several desks can live in one process. */
export type Metrics = ReturnType<typeof createMetrics>;

const QUICK = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
const PATIENT = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800];

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    events: new Counter({
      name: 'deskside_events_total',
      help: 'Events taken in, by what became of them at the edge.',
      labelNames: ['platform', 'receipt'] as const,
      registers,
    }),
    acknowledged: new Histogram({
      name: 'deskside_acknowledge_seconds',
      help: 'From an event until it is committed and may be acknowledged.',
      labelNames: ['platform'] as const,
      buckets: QUICK,
      registers,
    }),
    rows: new Counter({
      name: 'deskside_rows_total',
      help: 'Attempts at outbox rows, by their outcome.',
      labelNames: ['kind', 'outcome'] as const,
      registers,
    }),
    waited: new Histogram({
      name: 'deskside_row_waited_seconds',
      help: 'From when a row could run until it was taken.',
      labelNames: ['kind'] as const,
      buckets: PATIENT,
      registers,
    }),
    took: new Histogram({
      name: 'deskside_row_seconds',
      help: 'How long an attempt at a row took.',
      labelNames: ['kind'] as const,
      buckets: QUICK,
      registers,
    }),
    outsideErrors: new Counter({
      name: 'deskside_outside_errors_total',
      help: 'Failed calls to the outside: to a chat platform when delivering, or in a step.',
      labelNames: ['target', 'reason'] as const,
      registers,
    }),
    readBack: new Counter({
      name: 'deskside_read_back_total',
      help: 'Effects of unknown outcome that were looked up before anything was repeated.',
      labelNames: ['target', 'answer'] as const,
      registers,
    }),
  };
}
