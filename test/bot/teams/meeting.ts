import { sql } from 'drizzle-orm';
import type { SharedFile } from '#core/chat-event.ts';
import { newToken } from '#lib/ids.ts';
import type { createTeamsDesk } from '#test/support/teams-desk.ts';
import { waitIsOver } from '../../worker/helpers.ts';

export type TeamsDesk = Awaited<ReturnType<typeof createTeamsDesk>>;

/** Somebody in their personal chat with the desk, whose words come in as a front end hands them over. */
export async function meet({ frontEnd, desk, clock, tenant, settle }: TeamsDesk, key: string) {
  const { email = '' } = tenant.user(key);
  const found = await frontEnd.findUser(email);
  if (!found) throw new Error(`${key} is not known in Teams.`);
  const address = await frontEnd.direct(found.workspace, found.user);
  const beginning = () => ({
    key: `teams/${newToken()}`,
    user: { id: found.user, email },
    address,
    roomKind: 'direct' as const,
    at: clock.now().toISOString(),
  });
  return {
    address,
    say: async (text: string, files?: readonly SharedFile[]) => {
      const messageId = newToken();
      await desk.receive({ ...beginning(), type: 'message', messageId, text, files });
      await settle();
    },
    reads: () => tenant.sees(key, address.room).map(({ text }) => text),
  };
}

/** The rows that do something in Teams, in order, and in how many seconds each may be tried again. */
export async function outward({ database }: TeamsDesk) {
  return [
    ...(await database.db.execute(sql`
      select kind, state, attempts, waits, unsure, ref, last_error as error, extract(epoch from next_at - now())::float as "dueIn"
      from outbox where kind in ('post', 'card', 'file') order by seq`)),
  ];
}

/** Lets the time pass until whatever waits may be tried again. */
export async function later({ worker, settle }: TeamsDesk): Promise<void> {
  await waitIsOver(worker);
  await settle();
}
