import type { Block, Button, Card } from '#core/card.ts';
import type { Ticket } from '#core/ticket.ts';
import type { Context, Drawing } from '#core/workflow.ts';
import type { Rung, RungKind } from '#rules/ladder.ts';
import type { Unclaimed } from '#rules/silence.ts';
import type { Tx } from '#store/database.ts';
import { addOffers, offerById, type Offer } from '#store/offers.ts';
import { viewTicket, type TicketView } from '#store/ticket-view.ts';
import { openButton, seldomButton, takeButton } from './buttons.ts';
import { excerpt, heading, situation } from './cards.ts';
import { offerSubject, type Offering } from './offer-subject.ts';
import { TICKET } from './record.ts';

/** Asks people to take a ticket that nobody takes, each with a card of their own. */
export async function offerTo(context: Context<Tx>, { id }: Ticket, { version: since }: Unclaimed, { kind, personIds }: Rung): Promise<void> {
  const asked = personIds.map((personId) => ({ ticketId: id, since, kind, personId, at: context.now }));
  for (const offer of await addOffers(context.tx, asked)) {
    await context.show({ workflow: TICKET, subject: offerSubject(offer), audience: 'agents', place: { personId: offer.personId } });
  }
}

/** As it stands now: what is answered or over shrinks to a line. */
export async function drawOffer(tx: Tx, { ticketId, offerId }: Offering): Promise<Drawing> {
  const [offer, view] = await Promise.all([offerById(tx, ticketId, offerId), viewTicket(tx, ticketId)]);
  if (!offer || !view) throw new Error(`No offer ${ticketId}/${offerId} to draw.`);
  const { ticket } = view;
  const over = endOf(offer, view);
  const version = ticket.version + (offer.passedAt ? 1 : 0);
  if (over !== undefined) return { version, post: { text: `${heading(ticket)}: ${over}` } };
  return { version, post: { text: `${heading(ticket)}: ${OFFERS[offer.kind].short}`, card: cardOf(offer, view) } };
}

function endOf({ passedAt, closedAt }: Offer, view: TicketView): string | undefined {
  if (closedAt) return situation(view, 'agents');
  return passedAt ? 'passed on, thank you for saying so' : undefined;
}

const OFFERS: Readonly<Record<RungKind, { readonly short: string; readonly words: string }>> = {
  member: { short: 'can you take it?', words: 'Nobody has taken this yet. Can you? If not, say so, and I ask somebody else.' },
  on_call: { short: 'you are on call, can you take it?', words: 'You are on call, nobody else is at work, and this cannot wait. Can you take it?' },
  lead: { short: 'nobody has taken it', words: 'Nobody has taken this so far. Can you take it, or find somebody who does?' },
};

function cardOf(offer: Offer, view: TicketView): Card {
  const { ticket, requester, report } = view;
  // Of a private one, whoever is asked reads no more than the channel shows; the leads have “Show it”.
  const from = ticket.private ? [] : [{ label: 'From', value: `${requester.name}, ${requester.department}` }];
  const facts: Block = {
    kind: 'facts',
    facts: [...from, { label: 'Reported', value: [{ at: ticket.createdAt.toISOString() }] }, { label: 'Priority', value: `P${ticket.priority}` }],
  };
  const words: Block = { kind: 'text', text: OFFERS[offer.kind].words };
  const said: Block[] = ticket.private ? [] : [{ kind: 'quote', author: requester.name, text: excerpt(report ?? ticket.title) }];
  return { title: heading(ticket), tone: 'attention', blocks: [words, facts, ...said], buttons: buttonsOf(offer, ticket) };
}

function buttonsOf(offer: Offer, ticket: Ticket): Button[] {
  if (offer.kind === 'lead') return [takeButton(ticket), openButton(ticket), seldomButton(ticket)];
  return [takeButton(ticket), { action: 'ticket.pass', subject: offerSubject(offer), label: 'Not me' }, openButton(ticket)];
}
