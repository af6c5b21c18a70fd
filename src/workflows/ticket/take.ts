import { DeskError } from '#core/errors.ts';
import { ticketName } from '#core/ticket.ts';
import type { Actor, Person } from '#core/person.ts';
import type { ActionInput, Context, Quoted } from '#core/workflow.ts';
import { firstLine } from '#lib/text.ts';
import { isConfidential } from '#rules/confidential.ts';
import type { Tx } from '#store/database.ts';
import { open, TITLE_MAX } from './report.ts';

/** `ticket.take`: a ticket from a message, at once. */
export async function take(context: Context<Tx>, { quoted }: ActionInput): Promise<void> {
  if (!quoted) throw new DeskError('invalid', { userMessage: 'Start this from the message of which I shall make a ticket.' });
  if (quoted.text.trim() === '') throw new DeskError('invalid', { userMessage: 'That message has no words of which I could make a ticket.' });
  const { person } = context.actor;
  const requester = requesterOf(context.actor, quoted);
  const matter = {
    words: wordsFor(requester, quoted),
    title: firstLine(quoted.text, TITLE_MAX),
    urgency: 'slowed',
    requesterId: requester.id,
    authorId: requester.id,
    private: isConfidential(quoted.text),
    quoted,
  } as const;
  const ticket = await open(context, matter);
  const forWhom = requester.id === person.id ? '' : ` for ${requester.name}`;
  context.say({ to: 'actor' }, { text: `I made ${ticketName(ticket.id)} of this message${forWhom}.` });
}

/** Who works in support may open a ticket for the author; everybody else does it for themselves. */
function requesterOf({ person, teamIds }: Actor, { person: author }: Quoted): Person {
  return teamIds.length > 0 && author?.status === 'active' ? author : person;
}

/** Nobody is made to say what somebody else wrote. */
function wordsFor(requester: Person, { text, person: author }: Quoted): string {
  return author?.id === requester.id ? text : `${author?.name ?? 'Somebody else'} wrote:\n${text}`;
}
