import type { Block, Inline } from '#core/card.ts';
import type { Ticket } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import type { RequesterSilent } from '#rules/silence.ts';
import type { Tx } from '#store/database.ts';
import type { KnownRules } from '#store/sla.ts';
import { viewTicket } from '#store/ticket-view.ts';
import { answerButtons } from './buttons.ts';
import { heading, waitingBlocks } from './cards.ts';
import { afterResolution } from './finish.ts';
import { nextWithRequester } from './next-step.ts';
import { recordByDesk, thread } from './record.ts';

/** Who was asked something and has not answered reads the question again; at last also what happens without an answer. */
export async function remindRequester(context: Context<Tx>, before: Ticket, silence: RequesterSilent, rules: KnownRules): Promise<void> {
  const ticket = await recordByDesk(context, before.id, { type: 'reminded', whom: 'requester' });
  const reminded = { ticket, silence: { ...silence, remindedAt: [...silence.remindedAt, context.now] }, rules };
  const [view, next] = await Promise.all([viewTicket(context.tx, ticket.id), nextWithRequester(context, reminded)]);
  if (!view) return;
  const end = next?.step === 'give_up' ? [lastWord(next.at)] : [];
  const words = `${view.assigneeName ?? view.teamName} needs an answer from you to go on.`;
  const blocks: Block[] = [{ kind: 'text', text: words }, ...waitingBlocks(view), ...end];
  const card = { title: heading(ticket), tone: 'warning', blocks, buttons: answerButtons(ticket) } as const;
  context.say({ to: 'person', personId: ticket.requesterId }, { text: `A reminder of ${heading(ticket)}: ${words}`, card });
}

function lastWord(at: Date): Block {
  const text: Inline = ['Without an answer I will close this on ', { at: at.toISOString() }, '. You can open it again after that.'];
  return { kind: 'text', text };
}

/** Nobody answers: it is resolved by the desk, and its requester can rate it or say that it is not fixed, as always. */
export async function giveUp(context: Context<Tx>, before: Ticket): Promise<void> {
  const ticket = await recordByDesk(context, before.id, { type: 'resolved', code: 'no_answer', summary: SUMMARY });
  await afterResolution(context, ticket);
  context.say(thread(ticket), { text: 'There was no answer from the requester, so I have resolved this. It goes on if they say that it is not fixed.' });
}

const SUMMARY = 'We asked you something and have had no answer, so I have closed this. If it still matters, press “It is not fixed” and it goes on.';
