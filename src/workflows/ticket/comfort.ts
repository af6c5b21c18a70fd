import { PRIORITIES, ticketName, type Ticket } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import { isUpset } from '#rules/urgency.ts';
import type { Tx } from '#store/database.ts';
import { sayToTeam } from './privacy.ts';
import { recordByDesk } from './record.ts';

/** For somebody who has had enough of something they ask for now: a kind word, and a person who gets what they wrote. */
export function comfort(context: Context<Tx>): void {
  offerPerson(context, 'I am sorry that this is such a nuisance. I will mark it as more urgent.');
}

/** The same about a request that there is: it moves up by one, at most to where one person who cannot work stands. */
export async function comfortAbout(context: Context<Tx>, ticket: Ticket, text: string): Promise<void> {
  if (!isUpset(text)) return;
  const priority = PRIORITIES.find((candidate) => candidate === ticket.priority - 1);
  const moved = priority !== undefined && priority >= HIGHEST_BY_DESK;
  if (moved) {
    // As it stands now: these words may have made it private.
    const after = await recordByDesk(context, ticket.id, { type: 'prioritized', priority });
    await sayToTeam(context, after, { text: `${context.actor.person.name} has had enough of this, so I have set the priority to P${priority}.` });
  }
  const title = `I am sorry that this is such a nuisance.${moved ? ` I have marked ${ticketName(ticket.id)} as more urgent.` : ''}`;
  if (ticket.assigneeId === null) offerPerson(context, title);
  else context.say({ to: 'here' }, { text: title });
}

/** P1 is for faults that stop many, which is for people to say. */
const HIGHEST_BY_DESK = 2;

function offerPerson(context: Context<Tx>, title: string): void {
  const buttons = [{ action: 'desk.mean', subject: context.requestId, value: 'human.handoff', label: 'Talk to a person' }];
  context.say({ to: 'here' }, { text: title, card: { title, tone: 'neutral', blocks: [], buttons } });
}
