import type { Approval, Ask } from '#core/approval.ts';
import type { Block, Button, Card, Fact } from '#core/card.ts';
import type { Person } from '#core/person.ts';
import type { CardPlace, Drawing } from '#core/workflow.ts';
import { shorten } from '#lib/text.ts';
import { asksOf, findApproval } from '#store/approvals.ts';
import type { Tx } from '#store/database.ts';
import { namesOf, personById } from '#store/people.ts';

/** In UTF-16 code units. What is longer is in the ticket, and the card says that it is cut. */
const QUOTE_MAX = 1500;

/** Draws a question for one who was asked, as it stands now. */
export async function draw(tx: Tx, subject: string, place: CardPlace['place']): Promise<Drawing> {
  const approval = await findApproval(tx, Number(subject));
  if (!approval || !('personId' in place)) throw new Error(`No approval ${subject} to draw.`);
  const asks = await asksOf(tx, approval.id);
  const ask = asks.findLast(({ personId }) => personId === place.personId);
  const card = await cardFor(tx, approval, ask);
  const status = card.buttons.length > 0 ? 'waits for your decision' : (STATE_WORDS[approval.state] ?? 'is with somebody else');
  return { version: approval.version, post: { text: `${heading(approval)}: ${status}`, card } };
}

function heading({ called, what }: Approval): string {
  return `Approval · ${called} · ${shorten(what, 120)}`;
}

/** The whole card for one who was asked; with buttons as long as their word is missing. */
export async function cardFor(tx: Tx, approval: Approval, ask: Ask | undefined): Promise<Card> {
  const { requesterId, decidedById, askedById } = approval;
  const ids = [requesterId, askedById, decidedById, ask?.standsFor ?? null].filter((id) => id !== null);
  const [requester, names] = await Promise.all([personById(tx, requesterId), namesOf(tx, ids)]);
  return approvalCard({ approval, ask, requester, names });
}

interface Shown {
  readonly approval: Approval;
  readonly ask: Ask | undefined;
  readonly requester: Person;
  /** Of everybody else who is named, by id. */
  readonly names: ReadonlyMap<number, string>;
}

/** Pure. */
export function approvalCard({ approval, ask, requester, names }: Shown): Card {
  const { requesterId, askedById, state } = approval;
  const waits = state === 'pending' && ask?.answer === null;
  const facts: Fact[] = [
    ...factsOf(approval, requester),
    ...(askedById === requesterId ? [] : [{ label: 'Asked by', value: names.get(askedById) ?? '' }]),
    ...(ask?.standsFor == null ? [] : [{ label: 'In place of', value: names.get(ask.standsFor) ?? '' }]),
    ...(waits ? [{ label: 'Please decide by', value: [{ at: approval.dueAt.toISOString() }] }] : endingOf(approval, ask, names)),
  ];
  const why: Block = {
    kind: 'quote',
    author: requesterId === askedById ? requester.name : (names.get(askedById) ?? ''),
    text: shorten(approval.why, QUOTE_MAX),
  };
  const blocks: Block[] = [{ kind: 'facts', facts }, ...(approval.why === '' ? [] : [why]), ...reasonOf(approval, names)];
  return { title: heading(approval), tone: waits ? 'attention' : TONES[state], blocks, buttons: waits ? buttonsOf(approval) : [] };
}

function factsOf({ what, cost, askedAt }: Approval, { name, title, department }: Person): Fact[] {
  return [
    { label: 'Who asks', value: `${name}, ${title}, ${department}` },
    { label: 'What exactly', value: what },
    ...(cost === null ? [] : [{ label: 'Cost', value: cost }]),
    { label: 'Since', value: [{ at: askedAt.toISOString() }] },
  ];
}

function endingOf({ state, decidedById, endedAt }: Approval, ask: Ask | undefined, names: ReadonlyMap<number, string>): Fact[] {
  if (state === 'pending')
    return [
      { label: 'Status', value: ask?.answer === 'approved' ? 'You have approved this; it takes others as well' : 'Somebody else was asked in your place' },
    ];
  const by = decidedById === null ? '' : ` by ${names.get(decidedById)}`;
  const at = endedAt === null ? [] : [{ at: endedAt.toISOString() }];
  return [{ label: 'Status', value: [`${STATE_WORDS[state]}${by}, `, ...at] }];
}

/** The words of who decided, or why it ended otherwise. */
function reasonOf({ reason, decidedById }: Approval, names: ReadonlyMap<number, string>): Block[] {
  if (reason === null) return [];
  if (decidedById === null) return [{ kind: 'text', text: shorten(reason, QUOTE_MAX), subtle: true }];
  return [{ kind: 'quote', author: names.get(decidedById) ?? '', text: shorten(reason, QUOTE_MAX) }];
}

/** Without a version: what is asked never changes, so there is nothing that could have been seen otherwise. */
function buttonsOf({ id }: Approval): Button[] {
  const subject = String(id);
  return [
    { subject, action: 'approval.approve', label: 'Approve', style: 'primary' },
    { subject, action: 'approval.decline', label: 'Decline', style: 'danger', opensForm: true },
    { subject, action: 'approval.hand_on', label: 'Hand to somebody else', opensForm: true },
    AWAY,
  ];
}

/** Says who decides from when to when. */
export const AWAY: Button = { action: 'approval.away', label: 'I am away…', opensForm: true };

const STATE_WORDS: Readonly<Record<Approval['state'], string | undefined>> = {
  pending: undefined,
  approved: 'Approved',
  declined: 'Declined',
  withdrawn: 'No longer asked',
  unanswered: 'Nobody decided in time',
  replaced: 'Changed since; asked anew',
};

const TONES: Readonly<Record<Approval['state'], Card['tone']>> = {
  pending: 'neutral',
  approved: 'good',
  declined: 'warning',
  withdrawn: 'neutral',
  unanswered: 'neutral',
  replaced: 'neutral',
};
