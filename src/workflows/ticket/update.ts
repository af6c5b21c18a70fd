import { ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context, Said } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { originOfWords } from '#store/messages.ts';
import { openTicketsOf } from '#store/tickets.ts';
import { ticketToAddTo } from './follow.ts';
import { comfortAbout } from './comfort.ts';
import { isOpen, ticketOf, wordsHere } from './record.ts';
import { saidThen } from './said-then.ts';
import { passOn } from './talk.ts';

/** Buttons in one row. */
const OFFERED = 4;

/** `ticket.update`: the words go to the request that is named, to the only open one, or to the one that is chosen. */
export async function update(context: Context<Tx>, said: Said): Promise<void> {
  const named = await ticketToAddTo(context, said);
  const asked = said.slots.find((slot) => slot.name === 'ticket');
  if (asked && !named) return context.say({ to: 'here' }, { text: `I cannot find ${ticketName(Number(asked.value))} among your requests.` });
  if (named && !isOpen(named))
    return context.say({ to: 'here' }, { text: `${ticketName(named.id)} is no longer open. If something is still wrong, just tell me.` });
  const open = named ? [named] : await openTicketsOf(context.tx, context.actor.person.id, OFFERED);
  const [only, ...others] = open;
  if (!only) return offerReport(context);
  if (others.length > 0) return offerWhich(context, open);
  await passOn(context, only, wordsHere(context, said.text));
  await comfortAbout(context, only, said.text);
}

function offerWhich(context: Context<Tx>, tickets: readonly Ticket[]): void {
  const title = 'Which request does that belong to?';
  const facts = tickets.map((ticket) => ({ label: ticketName(ticket.id), value: ticket.title }));
  const buttons = tickets.map(({ id }) => ({ action: 'ticket.add_said', subject: String(id), value: context.requestId, label: `Add to ${ticketName(id)}` }));
  context.say({ to: 'here' }, { text: title, card: { title, tone: 'neutral', blocks: [{ kind: 'facts', facts }], buttons } });
}

function offerReport(context: Context<Tx>): void {
  const title = 'You have nothing open that I could add this to. Shall I make a request of it?';
  const button = { action: 'desk.mean', subject: context.requestId, value: 'ticket.create', label: 'Report a problem' };
  context.say({ to: 'here' }, { text: title, card: { title, tone: 'neutral', blocks: [], buttons: [button] } });
}

/** `ticket.add_said`: the message goes to the request that was chosen. */
export async function addSaid(context: Context<Tx>, { subject, value }: ActionInput): Promise<void> {
  const ticket = await ticketOf(context, subject);
  const text = await saidThen(context, value, 'ticket.update');
  await passOn(context, ticket, { text, origin: context.where && (await originOfWords(context.tx, context.where, text)) });
}
