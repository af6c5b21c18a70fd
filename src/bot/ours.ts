import type { Address } from '#core/chat-event.ts';
import { cardOfThread } from '#store/cards.ts';
import type { Tx } from '#store/database.ts';
import { ticketOfMessage } from '#store/messages.ts';

/** Whether a thread hangs from something of ours; in channels people mostly talk to each other. */
export async function isOurs(tx: Tx, address: Address): Promise<boolean> {
  return (await cardOfThread(tx, address)) !== undefined;
}

/** Whether a ticket has that message. */
export async function isKept(tx: Tx, { platform, workspace, room }: Address, externalId: string): Promise<boolean> {
  return (await ticketOfMessage(tx, { platform, workspace, room, externalId })) !== undefined;
}
