import { DeskError } from '#core/errors.ts';
import type { Ticket } from '#core/ticket.ts';
import type { Audience, Context, Said } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { readThreadMessage, type CommandName } from './command-words.ts';
import { followUp, isClosed } from './closed.ts';
import { HELP, runCommand } from './commands.ts';
import { ticketIdOf } from './copies.ts';
import { hideIfAsked } from './make-private.ts';
import { sayToTeam } from './privacy.ts';
import { ticketOf, wordsHere } from './record.ts';
import { note, passOn, replyToRequester } from './talk.ts';

/** A message in the thread under the ticket's card, or under a message that was passed on. */
export async function replyInThread(context: Context<Tx>, said: Said & { subject: string; audience: Audience }): Promise<void> {
  const ticket = await ticketOf(context, String(ticketIdOf(said.subject)));
  if (said.audience === 'requester') return await replyOfRequester(context, ticket, said);
  const reading = readThreadMessage(said.text);
  if (ticket.private && context.where?.roomKind === 'channel' && !(reading.kind === 'command' && WORDLESS.has(reading.command.name)))
    throw new DeskError('invalid', { userMessage: IS_PRIVATE });
  if (reading.kind === 'reply') return void (await replyToRequester(context, ticket, said.text));
  if (reading.kind === 'mistyped') throw new DeskError('invalid', { userMessage: reading.as === 'note' ? NO_NOTE : NO_COMMAND });
  const { name, rest } = reading.command;
  if (name === 'help') return context.say({ to: 'actor' }, { text: HELP });
  if (name !== 'note') {
    await runCommand(context, ticket, { name, rest });
    if (name !== 'ask' && (context.where?.files ?? []).length > 0) context.say({ to: 'actor' }, { text: FILES_STAY });
    return;
  }
  await note(context, ticket, rest);
  context.say({ to: 'actor' }, { text: 'Kept as a private note: only your team sees it.' });
}

/** Thanks are told, and move nothing: no answer to a question, no reason to open it again. */
async function replyOfRequester(context: Context<Tx>, ticket: Ticket, { text, intent }: Said): Promise<void> {
  if (intent === 'thanks') return await sayToTeam(context, await hideIfAsked(context, ticket, text), { text, author: context.actor.person.name });
  if (isClosed(ticket) && ticket.requesterId === context.actor.person.id) return await followUp(context, ticket, text);
  await passOn(context, ticket, wordsHere(context, text));
}

/** What says nothing of a private ticket to whoever reads along. */
const WORDLESS: ReadonlySet<CommandName> = new Set(['claim', 'hand back', 'priority', 'link', 'unlink', 'stop watching', 'help']);
const IS_PRIVATE =
  'This request is private, so I have passed on nothing from here, where others read along. Use the buttons on its card, or write under its card in our direct messages (Show it).';
const FILES_STAY = 'The files stay here in the thread: I pass files on with plain words only.';
const NO_NOTE = 'That looks like a private note, so I have sent it to nobody. Begin it with “note:” to keep it in your team, or with other words to send it.';
const NO_COMMAND = `I do not know that command, so I have sent it to nobody.\n${HELP}`;
