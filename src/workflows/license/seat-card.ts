import type { Card } from '#core/card.ts';
import type { Drawing } from '#core/workflow.ts';
import { addDays } from '#rules/business-time/local-time.ts';
import { ASK_AGAIN_DAYS, UNDO_DAYS } from '#rules/seat-life.ts';
import type { Tx } from '#store/database.ts';
import { requestsAboutSeat, type LicenseRequest } from '#store/license-requests.ts';
import { lastReclaim, type Reclaim } from '#store/reclaims.ts';
import type { Seat } from '#store/seats.ts';
import { called, licensed, seatSubject } from './record.ts';

/** A seat as it stands now, for its holder. */
export async function drawSeat(tx: Tx, seat: Seat): Promise<Drawing> {
  const [{ name }, requests, reclaim] = await Promise.all([licensed(tx, seat), requestsAboutSeat(tx, seat.id), lastReclaim(tx, seat.id)]);
  const card = cardOf({ seat, name, reclaim, wish: requests.find(({ kind, endedAt }) => kind === 'extension' && endedAt === null) });
  // Each of them only grows, so no two drawings have one number.
  return { post: { text: card.title, card }, version: requests.reduce((sum, { version }) => sum + version, seat.version) };
}

interface Shown {
  readonly seat: Seat;
  /** `Figma (Editor)` */
  readonly name: string;
  readonly reclaim: Reclaim | undefined;
  /** For more time, while it is open. */
  readonly wish: LicenseRequest | undefined;
}

function cardOf(shown: Shown): Card {
  const { seat, name, reclaim } = shown;
  if (seat.state === 'leaving') return plain(`${name} is being taken back`);
  if (reclaim?.state === 'taken' && reclaim.endedOn !== null) return takenCard(shown, reclaim.endedOn);
  if (seat.until !== null) return plain(`You had ${name} until ${seat.until}`);
  if (reclaim?.state === 'asked') return questionCard(shown, reclaim);
  if (seat.endsOn !== null) return endingCard(shown, seat.endsOn);
  return { ...plain(`You have ${name}`), tone: 'good', buttons: [backButton(seat)] };
}

function plain(title: string): Card {
  return { title, tone: 'neutral', blocks: [], buttons: [] };
}

function endingCard({ seat, name, wish }: Shown, endsOn: string): Card {
  const text = wish
    ? `Whether you have it until ${wish.endsOn ?? 'further notice'} (${called(wish)}) waits for approval. You keep it until that is decided, for a week after its end at most.`
    : `The day after, I take it back. ${SAVE_FIRST}`;
  const extend = wish ? [] : [{ label: 'Extend', action: 'license.extend', subject: seatSubject(seat), style: 'primary', opensForm: true } as const];
  return { title: `${name} ends on ${endsOn}`, tone: 'attention', blocks: [{ kind: 'text', text }], buttons: [...extend, backButton(seat)] };
}

const SAVE_FIRST = 'What you have made with it may no longer be there for you then, so please save what you need.';

function questionCard({ seat, name }: Shown, { askedOn, askedAgainOn }: Reclaim): Card {
  const next =
    askedAgainOn === null
      ? `Without an answer I ask once more on ${addDays(askedOn, ASK_AGAIN_DAYS)}, and take it back a week later.`
      : `I ask a second time: without an answer I take it back on ${addDays(askedAgainOn, ASK_AGAIN_DAYS)}.`;
  const subject = seatSubject(seat);
  return {
    title: `Do you still need ${name}?`,
    tone: 'attention',
    blocks: [
      { kind: 'text', text: `${lastUse(seat)} Somebody else may need a seat that nobody uses.` },
      { kind: 'text', text: `${next} ${SAVE_FIRST}` },
    ],
    buttons: [
      { label: 'Yes, I use it', action: 'license.still_needed', subject, style: 'primary' },
      { label: 'No, take it back', action: 'license.not_needed', subject },
    ],
  };
}

function takenCard({ seat, name }: Shown, takenOn: string): Card {
  const text = `${lastUse(seat)} If you need it after all, press the button until ${addDays(takenOn, UNDO_DAYS)}: you get a seat again without asking anybody, or wait in line for the next.`;
  const button = { label: 'I need it after all', action: 'license.after_all', subject: seatSubject(seat) };
  return { title: `I have taken ${name} back`, tone: 'neutral', blocks: [{ kind: 'text', text }], buttons: [button] };
}

/** Only what somebody has told the desk. */
function lastUse({ lastUsedOn }: Seat): string {
  return lastUsedOn === null ? '' : `As far as I know, you last used it on ${lastUsedOn}.`;
}

function backButton(seat: Seat): Card['buttons'][number] {
  return { label: 'Give it back', action: 'license.give_back', subject: seatSubject(seat), opensForm: true };
}
