import { addHours } from 'date-fns/addHours';
import type { ResolutionCode, Ticket } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import type { Seen } from '#store/tickets.ts';
import { record, showToRequester } from './record.ts';
import { showToWatchers } from './watch.ts';

/** Wall-clock time after which a resolved ticket closes, unless it was reopened. */
export const CLOSE_AFTER_HOURS = 72;

interface Outcome {
  readonly code: ResolutionCode;
  readonly summary: string;
}

/** Resolves a ticket; its requester gets the card on which they rate it or say that it is not fixed. */
export async function finish(context: Context<Tx>, id: number, outcome: Outcome, seen?: Seen): Promise<void> {
  await afterResolution(context, await record(context, id, { type: 'resolved', ...outcome }, seen));
}

/** Its requester reads how it ended, and can rate it or say that it is not fixed until it closes. */
export async function afterResolution(context: Context<Tx>, ticket: Ticket): Promise<void> {
  await Promise.all([showToRequester(context, ticket), showToWatchers(context, ticket)]);
  context.later('ticket.close', String(ticket.id), addHours(context.now, CLOSE_AFTER_HOURS));
}
