import type { Ticket } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { addWatcher, watchersOf } from '#store/watchers.ts';
import { TICKET } from './record.ts';

/** Somebody hears of it from now on, and sees its card; false when they do already. */
export async function watch(context: Context<Tx>, { id }: Ticket, who: { readonly personId: number; readonly reporter?: boolean }): Promise<boolean> {
  const added = await addWatcher(context.tx, id, { ...who, byId: context.actor.person.id, at: context.now });
  if (!added) return false;
  await Promise.all([showTo(context, id, who.personId), context.refresh(TICKET, String(id))]);
  return true;
}

/** Its card at the end of somebody's direct messages. */
export async function showTo(context: Context<Tx>, id: number, personId: number): Promise<void> {
  await context.show({ workflow: TICKET, subject: String(id), audience: 'requester', place: { personId } });
}

/** The end of a ticket, or what must not be missed: its card at the end of each watcher's direct messages. */
export async function showToWatchers(context: Context<Tx>, { id }: Ticket): Promise<void> {
  for (const watcher of await watchersOf(context.tx, id)) await showTo(context, id, watcher.id);
}
