import type { Ticket } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { keepClocks, type Standing } from './clocks.ts';
import { nextStep, type Step } from './next-step.ts';
import { offerTo } from './offers.ts';
import { askOwner, takeBack } from './silent-owner.ts';
import { giveUp, remindRequester } from './silent-requester.ts';

/**
 * Does what is due about a ticket on which nothing happens, one step at most, and sets its timer. What follows counts from now, so that
 * an outage ends with one word and not with many. The ticket is locked, so no two do this at once.
 */
export async function followUp(context: Context<Tx>, ticket: Ticket, standing: Standing): Promise<void> {
  const next = await nextStep(context, ticket, standing);
  const due = next && next.at <= context.now ? next.step : undefined;
  // An event sets the timer by itself.
  if (due && due.does !== 'offer') await take(context, ticket, due, standing);
  else {
    if (due) await offerTo(context, ticket, due.silence, due.rung);
    await keepClocks(context, ticket);
  }
}

async function take(context: Context<Tx>, ticket: Ticket, step: Exclude<Step, { does: 'offer' }>, { rules }: Standing): Promise<void> {
  switch (step.does) {
    case 'ask':
      return await askOwner(context, ticket, step.silence, rules);
    case 'hand_back':
      return await takeBack(context, ticket, step.silence);
    case 'remind':
      return await remindRequester(context, ticket, step.silence, rules);
    case 'give_up':
      return await giveUp(context, ticket);
  }
}
