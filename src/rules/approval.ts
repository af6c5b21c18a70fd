import type { Approval, Ask, Ladder, Rung } from '#core/approval.ts';

/** What must be known of somebody to say who decides. */
export interface Colleague {
  readonly isActive: boolean;
  readonly managerId: number | null;
  /** Decides for them now, as they are away; null when they are there. */
  readonly deputyId: number | null;
}

/** By id: the requester, whoever could be asked, and all above and instead of them. Who is not in it cannot be asked. */
export type Staff = ReadonlyMap<number, Colleague>;

export type ToAsk = Pick<Ask, 'personId' | 'standsFor'>;

/** Whose question it is: neither the one who needs it nor the one who asks for them ever decides. */
type Asking = Pick<Approval, 'requesterId' | 'askedById'>;

/**
 * Who decides in that person's place now, along a chain of deputies; they themselves when they are there. Undefined when it
 * would be whoever asks, somebody who has left, or nobody. Pure.
 */
export function standIn(staff: Staff, personId: number, { requesterId, askedById }: Asking): number | undefined {
  const seen = new Set<number>();
  let id = personId;
  for (;;) {
    const colleague = staff.get(id);
    if (!colleague?.isActive || seen.has(id)) return undefined;
    if (colleague.deputyId === null) return id === requesterId || id === askedById ? undefined : id;
    seen.add(id);
    id = colleague.deputyId;
  }
}

interface Situation extends Asking {
  readonly ladder: Ladder;
  readonly staff: Staff;
  /** Who looks after the team. */
  readonly leads: readonly number[];
  /** Who has been asked, and in whose place. */
  readonly asks: readonly ToAsk[];
}

/** The first rung from that one on where somebody can be asked, as long as these stand in for each other; undefined when there is none. Pure. */
export function nextRung(situation: Situation, from: number): { readonly rung: number; readonly toAsk: readonly ToAsk[] } | undefined {
  const { ladder } = situation;
  const already = new Set(situation.asks.flatMap(({ personId, standsFor }) => [personId, ...(standsFor === null ? [] : [standsFor])]));
  for (const [rung, asked] of ladder.entries()) {
    if (rung < from) continue;
    if (rung > from && asked.after === 'approval') return undefined;
    const toAsk = askedAt(asked, situation, already);
    if (toAsk.length > 0) return { rung, toAsk };
  }
  return undefined;
}

/** False when one of those who are asked is enough. Pure. */
export function takesAll(rung: Rung | undefined): boolean {
  return rung?.ask === 'people' && rung.need === 'all';
}

/** The rung that is asked when this one does not answer; undefined when there is none. Pure. */
export function fallbackAfter(ladder: Ladder, rung: number): number | undefined {
  const next = ladder[rung + 1];
  return next && next.after !== 'approval' ? rung + 1 : undefined;
}

function askedAt(rung: Rung, situation: Situation, already: ReadonlySet<number>): readonly ToAsk[] {
  if (rung.ask === 'manager') return managerAbove(situation, already);
  const wanted = rung.ask === 'leads' ? situation.leads : rung.ids;
  const found = standInsFor(wanted, situation);
  // Of those who all have to agree, nobody may be left out because they cannot be asked, and nobody counts for two.
  if (takesAll(rung)) return found.length === wanted.length ? found : [];
  return found.filter(({ personId }) => !already.has(personId));
}

function managerAbove(situation: Situation, already: ReadonlySet<number>): readonly ToAsk[] {
  const { staff, requesterId } = situation;
  const seen = new Set([requesterId]);
  for (let id = staff.get(requesterId)?.managerId ?? null; id !== null && !seen.has(id); id = staff.get(id)?.managerId ?? null) {
    seen.add(id);
    const personId = already.has(id) ? undefined : standIn(staff, id, situation);
    if (personId !== undefined && !already.has(personId)) return [{ personId, standsFor: personId === id ? null : id }];
  }
  return [];
}

function standInsFor(ids: readonly number[], situation: Situation): readonly ToAsk[] {
  const found = new Map<number, ToAsk>();
  for (const id of ids) {
    const personId = standIn(situation.staff, id, situation);
    if (personId !== undefined && !found.has(personId)) found.set(personId, { personId, standsFor: personId === id ? null : id });
  }
  return [...found.values()];
}

/** What the answers so far lead to: nothing yet, an end, or the rung that is asked next. Pure. */
export function outcomeOf(ladder: Ladder, rung: number, asks: readonly Ask[]): 'open' | 'approved' | 'declined' | { readonly next: number } {
  if (asks.some(({ answer }) => answer === 'declined')) return 'declined';
  const begin = ladder.findLastIndex(({ after }, at) => at <= rung && after === 'approval');
  const isEnough = ladder.some(
    (asked, at) =>
      at >= begin &&
      at <= rung &&
      suffices(
        asked,
        asks.filter((ask) => ask.rung === at),
      ),
  );
  if (!isEnough) return 'open';
  const next = ladder.findIndex(({ after }, at) => at > rung && after === 'approval');
  return next < 0 ? 'approved' : { next };
}

/** Whether it may still be approved by those whose word is missing. Pure. */
export function canStillBeApproved(ladder: Ladder, rung: number, asks: readonly Ask[]): boolean {
  const best = outcomeOf(
    ladder,
    rung,
    asks.map((ask) => ({ ...ask, answer: ask.answer ?? 'approved' })),
  );
  return best !== 'open' && best !== 'declined';
}

function suffices(rung: Rung, asks: readonly Ask[]): boolean {
  const approves = ({ answer }: Ask) => answer === 'approved';
  if (!takesAll(rung)) return asks.some(approves);
  // Who has passed it on agrees by whoever has taken their place, and not at all when nobody has, or only one another.
  const agrees = (ask: Ask, before: readonly Ask[]): boolean =>
    approves(ask) ||
    (ask.answer === 'passed_on' && asks.some((other) => other.standsFor === ask.personId && !before.includes(other) && agrees(other, [...before, ask])));
  return asks.length > 0 && asks.every((ask) => agrees(ask, [ask]));
}
