import { OPEN_STATES } from '#core/ticket.ts';
import type { SlaMetric } from './metrics.ts';
import type { MomentMatch } from './moments.ts';

/** The clock waits from such a moment on. */
interface PauseRule {
  readonly when: MomentMatch;
  /** What people read: “waiting for your answer”. */
  readonly reason: string;
  /** After that many milliseconds of plain time the clock goes on by itself, so that nothing is parked for ever. */
  readonly atMost?: number;
}

/** The six conditions of a clock. Of one moment, the end of a cycle goes before a pause, and a pause before going on. */
export interface ClockRules {
  readonly start: readonly MomentMatch[];
  readonly pause: readonly PauseRule[];
  readonly resume: readonly MomentMatch[];
  /** The promise is kept, or was broken. */
  readonly stop: readonly MomentMatch[];
  /** There is nothing to keep any more. */
  readonly cancel: readonly MomentMatch[];
  /** What has passed does not count, and a new cycle begins. */
  readonly reset: readonly MomentMatch[];
}

const GONE: readonly MomentMatch[] = [{ events: ['withdrawn', 'merged'] }];

/** The pause that every desk knows. */
export const REQUESTER_AWAITED = 'waiting for an answer from the requester';

const WAITING: Pick<ClockRules, 'pause' | 'resume' | 'reset' | 'cancel'> = {
  pause: [{ when: { entered: ['waiting'] }, reason: REQUESTER_AWAITED }],
  resume: [{ left: ['waiting'] }],
  cancel: GONE,
  reset: [],
};

/** What a human said to the requester, the word that it is resolved included. */
const ANSWERED: readonly MomentMatch[] = [{ events: ['replied'], by: 'agent' }, { events: ['asked', 'resolved'] }];

/** What desks usually promise. A policy may have rules of its own, such as a first response that is met by claiming. */
export const USUAL_RULES: Readonly<Record<SlaMetric, ClockRules>> = {
  first_response: { ...WAITING, start: [{ events: ['reported'] }], stop: ANSWERED },
  // Thanks after it was resolved waits for nothing, so only what is said while it is open does.
  next_response: {
    ...WAITING,
    start: [{ events: ['replied'], by: 'requester', answered: true, in: OPEN_STATES }, { events: ['reopened'] }],
    stop: ANSWERED,
  },
  resolution: { ...WAITING, start: [{ events: ['reported', 'reopened'] }], stop: [{ entered: ['resolved'] }] },
};
