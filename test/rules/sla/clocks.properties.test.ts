import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DeskError } from '#core/errors.ts';
import { OPEN_STATES, type Ticket, type TicketEvent } from '#core/ticket.ts';
import type { CalendarPlan } from '#rules/business-time/calendar.ts';
import type { Cycle } from '#rules/sla/cycle.ts';
import { explainCycle, totalsOf } from '#rules/sla/explain.ts';
import { SLA_METRICS } from '#rules/sla/metrics.ts';
import { momentsOf, type Moment } from '#rules/sla/moments.ts';
import { readCycle } from '#rules/sla/read-cycle.ts';
import { foldTicket } from '#rules/ticket-fold.ts';
import { wallClockOracle } from '#test/rules/business-time/oracle.ts';
import { CASES, HOUR, MINUTE, situation } from '#test/rules/business-time/plans.ts';
import { ask, claim, cycles, edition, escalate, policy, prioritize, reopen, reply, report, resolve, targets, withdraw, type Entry } from './story.ts';

const LONG = 6 * 60 * 60_000;
const runs = { numRuns: Math.ceil(CASES / 15) };
const priority = fc.constantFrom(1, 2, 3, 4);
const happening: fc.Arbitrary<TicketEvent> = fc.oneof(
  fc.constantFrom(claim, ask, ask, reply('agent'), reply('requester'), reply('requester'), resolve, reopen, withdraw),
  priority.map(prioritize),
  fc.constantFrom(1, 2).map(escalate),
  fc.constant<TicketEvent>({ type: 'handed_back' }),
);
const gap = fc.integer({ min: 0, max: 400 }).map((minutes) => minutes * MINUTE);

interface Story {
  readonly plan: CalendarPlan;
  readonly entries: readonly Entry[];
  readonly now: Date;
}

/** A ticket about which what is possible happens, minutes or hours apart, and some time after. */
const story: fc.Arbitrary<Story> = fc
  .tuple(situation, priority, fc.array(fc.tuple(gap, happening), { maxLength: 12 }), gap)
  .map(([{ plan, from }, first, rest, after]) => {
    let at = from;
    const entries: Entry[] = [[new Date(at), report(first)]];
    let ticket = fold(undefined, entries[0]);
    for (const [later, event] of rest) {
      const next = fold(ticket, [new Date(at + later), event]);
      if (!next) continue;
      at += later;
      ticket = next;
      entries.push([new Date(at), event]);
    }
    return { plan, entries, now: new Date(at + after) };
  });

/** The ticket after it; undefined when that is not possible. */
function fold(ticket: Ticket | undefined, [at, event]: Entry = [new Date(0), report()]): Ticket | undefined {
  try {
    return foldTicket(ticket, { id: 1001, event, at });
  } catch (error) {
    if (error instanceof DeskError) return undefined;
    throw error;
  }
}

const promised = { ...targets, 4: 16 * HOUR };
const always = policy({ targets: { first_response: promised, next_response: promised, resolution: promised } });
const network = policy({ ...always, id: 'network', conditions: [{ field: 'teamId', in: [2] }], targets: { resolution: { 1: HOUR, 3: 90 * MINUTE } } });

function allCycles({ plan, entries, now }: Story, policies = [network, always]): Cycle[] {
  const editions = [edition(policies, { office: plan })];
  return SLA_METRICS.flatMap((metric) => cycles(metric, entries, now, editions));
}

test('the resolution clock counts the minutes in which the desk is open and the ticket waits for it', { timeout: LONG }, () => {
  fc.assert(
    fc.property(story, (told) => {
      const counted = cycles('resolution', told.entries, told.now, [edition([always], { office: told.plan })]);
      const elapsed = counted.reduce((sum, cycle) => sum + readCycle(cycle, told.now).elapsed, 0);
      expect(elapsed).toBe(slowlyCounted(told));
    }),
    runs,
  );
});

/** Minute by minute: what state was the ticket in, and what did the clock on the wall show? */
function slowlyCounted({ plan, entries, now }: Story): number {
  const open = wallClockOracle(plan);
  const log = { id: 1001, entries: entries.map(([at, event]) => ({ at, event })) };
  const moments: readonly Moment[] = momentsOf(log, now);
  let total = 0;
  for (let at = entries[0]?.[0].getTime() ?? 0; at < now.getTime(); at += MINUTE) {
    const state = moments.findLast((moment) => moment.at.getTime() <= at)?.after.state;
    const counts = state !== undefined && state !== 'waiting' && OPEN_STATES.includes(state);
    if (counts && open(at)) total += MINUTE;
  }
  return total;
}

test('the explanation of every cycle has no gap, and what it counts is what has elapsed', { timeout: LONG }, () => {
  fc.assert(
    fc.property(story, (told) => {
      for (const cycle of allCycles(told)) {
        const explained = explainCycle(cycle, told.now);
        const [from, to] = [cycle.stretches[0]?.from.getTime() ?? 0, (cycle.end?.at ?? told.now).getTime()];
        const ends = explained.map((interval) => interval.to.getTime());
        expect(explained.map((interval) => interval.from.getTime())).toEqual(from < to ? [from, ...ends.slice(0, -1)] : []);
        expect(ends.at(-1) ?? to).toBe(to);
        const totals = totalsOf(explained);
        expect(totals.counted).toBe(readCycle(cycle, told.now).elapsed);
        expect(totals.counted + totals.paused + totals.closed + totals.no_promise).toBe(to - from);
      }
    }),
    runs,
  );
});

test('nothing is ever due or breached within a pause', { timeout: LONG }, () => {
  fc.assert(
    fc.property(story, (told) => {
      for (const cycle of allCycles(told)) {
        const { dueAt, breachedAt, thresholds, brokenBefore } = readCycle(cycle, told.now);
        const instants = [dueAt, breachedAt, ...thresholds.map(({ at }) => at), ...brokenBefore.map(({ at }) => at)];
        const pauses = cycle.stretches.filter(({ pause }) => pause !== undefined);
        const within = instants.filter((at) => at && pauses.some(({ from, to = new Date(8e15) }) => from <= at && at < to && from < to));
        expect(within).toEqual([]);
      }
    }),
    runs,
  );
});

test('what has passed never shrinks: not what was elapsed, not what was waited, not a cycle that ended', { timeout: LONG }, () => {
  fc.assert(
    fc.property(story, fc.double({ min: 0, max: 1, noNaN: true }), (told, part) => {
      const begin = told.entries[0]?.[0].getTime() ?? 0;
      const earlier = new Date(begin + Math.floor((told.now.getTime() - begin) * part));
      const then = allCycles({ ...told, now: earlier });
      const since = allCycles(told);
      for (const cycle of then) {
        const same = since.find(({ metric, number }) => metric === cycle.metric && number === cycle.number);
        const [before, after] = [readCycle(cycle, earlier), same && readCycle(same, told.now)];
        expect(after?.elapsed).toBeGreaterThanOrEqual(before.elapsed);
        expect(after?.waited).toBeGreaterThanOrEqual(before.waited);
      }
      const ended = then.filter(({ end }) => end !== undefined);
      expect(since).toEqual(expect.arrayContaining(ended));
    }),
    runs,
  );
});

test('a threshold that lies ahead is where the clock stands at exactly that part', { timeout: LONG }, () => {
  fc.assert(
    fc.property(story, (told) => {
      for (const cycle of allCycles(told).filter(({ end }) => !end)) {
        const { thresholds, remaining, elapsed } = readCycle(cycle, told.now);
        for (const { percent, at } of thresholds) {
          if (!at || at <= told.now || remaining === undefined) continue;
          const target = elapsed + remaining;
          expect(readCycle(cycle, at).elapsed).toBe(Math.max((target * percent) / 100, elapsed));
        }
      }
    }),
    runs,
  );
});
