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

/** How long a license is asked for; the rest is for good. */
export const TERMS = { '1': 'A month', '3': 'Three months', '6': 'Half a year', '12': 'A year' } as const;
