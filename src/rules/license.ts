import { addDays } from 'date-fns/addDays';
import type { Ladder, Rung } from '#core/approval.ts';
import type { ProductApproval } from '#core/license.ts';

interface Asked {
  readonly approval: ProductApproval;
  readonly ownerId: number | null;
  readonly ownerAboveCents: number | null;
  /** Of a seat for a month; undefined when nobody knows it: then it counts as above every limit. */
  readonly priceCents: number | undefined;
  /** The person's department has it without asking. */
  readonly isBirthright: boolean;
}

/**
 * Who has to agree before somebody gets a license, in order; undefined when nobody has to. A birthright is a right at any price.
 * Where the owner is nobody, whoever looks after the team decides. Pure.
 */
export function ladderFor(asked: Asked): Ladder | undefined {
  const { approval, isBirthright } = asked;
  if (isBirthright) return undefined;
  const manager: Ladder = [{ ask: 'manager' }, { ask: 'manager' }, { ask: 'leads' }];
  if (approval === 'owner') return ownersWord(asked);
  const above = isAbove(asked) ? ownersWord(asked) : [];
  if (approval === 'none') return above.length > 0 ? above : undefined;
  return [...manager, ...above.map((rung, at): Rung => (at === 0 ? { ...rung, after: 'approval' } : rung))];
}

function isAbove({ ownerAboveCents, priceCents }: Asked): boolean {
  return ownerAboveCents !== null && (priceCents === undefined || priceCents >= ownerAboveCents);
}

function ownersWord({ ownerId }: Asked): Ladder {
  return ownerId === null ? [{ ask: 'leads' }] : [{ ask: 'people', ids: [ownerId], need: 'any' }, { ask: 'leads' }];
}

/** Who is asked whether more seats are bought: whoever pays, or else the owner, or else whoever looks after the team. Pure. */
export function ladderToBuy({ budgetHolderId, ownerId }: { readonly budgetHolderId: number | null; readonly ownerId: number | null }): Ladder {
  const ids = [...new Set([budgetHolderId, ownerId])].filter((id) => id !== null);
  return [...ids.map((id): Rung => ({ ask: 'people', ids: [id], need: 'any' })), { ask: 'leads' }];
}

/** A seat that nobody has used for so many days may be given up, where the product does not say otherwise. */
export const IDLE_DAYS = 30;

/** How long a license is asked for; the rest is for good. */
export const TERMS = { '1': 'A month', '3': 'Three months', '6': 'Half a year', '12': 'A year' } as const;

/** When few people work anywhere near; hours in UTC. */
const NIGHT_HOUR = 2;
/** A timer that rang a little early sets itself for the next night, not for this one again. */
const EARLY_MS = 60 * 60_000;

/** The next two o'clock in the morning, UTC, that is more than an hour away. Pure. */
export function nextNight(now: Date): Date {
  const night = new Date(now);
  night.setUTCHours(NIGHT_HOUR, 0, 0, 0);
  return night.getTime() - now.getTime() > EARLY_MS ? night : addDays(night, 1);
}
