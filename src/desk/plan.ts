import { newId } from '#lib/ids.ts';
import type { PlannedRow } from '#store/outbox.ts';
import type { CardPayload } from './payloads.ts';

interface Place {
  readonly personId: number | null;
  readonly teamId: number | null;
}

/** What is to follow from one handler, in the order in which it was said. */
export interface Plan {
  readonly rows: readonly PlannedRow[];
  add(row: Omit<PlannedRow, 'id' | 'requestId'>): void;
  /** However often a card is touched it is drawn once; posting it anew includes drawing it. */
  addCard(place: Place, payload: CardPayload): void;
}

export function createPlan(requestId: string, now: Date): Plan {
  const rows: PlannedRow[] = [];
  const add: Plan['add'] = (row) => void rows.push({ id: newId(now), requestId, ...row });
  return {
    rows,
    add,
    addCard: (place, { cardId, anew }) => {
      const at = rows.findIndex(({ kind, payload }) => kind === 'card' && (payload as CardPayload).cardId === cardId);
      // What is to hang in its thread comes after a new card, so that one keeps its place; it is drawn when it is delivered.
      if (!anew && (rows[at]?.payload as CardPayload | undefined)?.anew === true) return;
      if (at >= 0) rows.splice(at, 1);
      add({ kind: 'card', lane: cardLane(place), payload: { cardId, anew } satisfies CardPayload });
    },
  };
}

/** All that reaches one person, or one team's channel, goes through one lane, so that it arrives in order. */
function cardLane({ personId, teamId }: Place): string {
  return personId === null ? `team:${teamId}` : `person:${personId}`;
}
