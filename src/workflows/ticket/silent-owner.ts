import type { Block, Button, Inline, Post } from '#core/card.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { OwnerSilent } from '#rules/silence.ts';
import type { Tx } from '#store/database.ts';
import { namesOf } from '#store/people.ts';
import type { KnownRules } from '#store/sla.ts';
import { openButton, stillButtons, takeButton } from './buttons.ts';
import { heading } from './cards.ts';
import { nextWithOwner } from './next-step.ts';
import { sayToTeam } from './privacy.ts';
import { confirm, record, recordByDesk, thread, ticketOf } from './record.ts';

/** Whoever has it and has written nothing for long is asked, with all they may want to say as buttons. */
export async function askOwner(context: Context<Tx>, before: Ticket, silence: OwnerSilent, rules: KnownRules): Promise<void> {
  const ticket = await recordByDesk(context, before.id, { type: 'reminded', whom: 'owner' });
  const asked = { ticket, silence: { ...silence, askedAt: context.now }, rules };
  const [names, next] = await Promise.all([namesOf(context.tx, [ticket.requesterId]), nextWithOwner(context, asked)]);
  const words: Inline = [
    `Nobody has written to ${names.get(ticket.requesterId)} about this since `,
    { at: silence.from.toISOString() },
    '. Are you still on it?',
  ];
  const or: Inline | undefined = next && [
    'If I hear nothing, I put it back to the team on ',
    { at: next.at.toISOString() },
    ', so that somebody else can take it.',
  ];
  const to = { to: 'person', personId: silence.ownerId } as const;
  context.say(to, postOf(ticket, 'still on it?', [words, ...(or ? [or] : [])], [...stillButtons(ticket), openButton(ticket)]));
}

/** `ticket.still_on_it`: it stays with them, and the time counts anew. */
export async function stillOnIt(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { reason = '' } = values;
  const ticket = await record(context, (await ticketOf(context, subject)).id, { type: 'affirmed', reason });
  if (reason !== '') await sayToTeam(context, ticket, { text: `Still on it: ${reason}`, author: context.actor.person.name });
  confirm(context, `Thank you. ${ticketName(ticket.id)} stays with you.`);
}

/** They have not answered: somebody else can take it. Nothing of what was is lost, and nobody is blamed. */
export async function takeBack(context: Context<Tx>, before: Ticket, { ownerId, askedAt }: OwnerSilent): Promise<void> {
  const ticket = await recordByDesk(context, before.id, { type: 'handed_back' });
  const name = (await namesOf(context.tx, [ownerId])).get(ownerId) ?? 'Its owner';
  const asked = { at: (askedAt ?? context.now).toISOString() };
  const forTeam: Inline = [`${name} has not answered whether they are still on it (asked `, asked, '), so I have put it back. Who takes it?'];
  context.say(thread(ticket), postOf(ticket, `I have put it back, as ${name} has not answered. Who takes it?`, [forTeam], [takeButton(ticket)]));
  const forOwner = 'I have put it back to the team, as I have not heard from you. No harm is done: all that was said is kept, and you can take it again.';
  context.say({ to: 'person', personId: ownerId }, postOf(ticket, 'it is back with the team', [forOwner], [takeButton(ticket), openButton(ticket)]));
}

function postOf(ticket: Ticket, short: string, lines: readonly Inline[], buttons: readonly Button[]): Post {
  const blocks = lines.map((text): Block => ({ kind: 'text', text }));
  return { text: `${heading(ticket)}: ${short}`, card: { title: heading(ticket), tone: 'attention', blocks, buttons } };
}
