import type { FakeTeams } from './fake-teams.ts';
import { acting } from './person-acts.ts';
import type { Actor } from './person-context.ts';
import { filing } from './person-files.ts';
import { dialogWork } from './person-dialog.ts';
import { installing } from './person-installs.ts';
import { writing } from './person-writes.ts';
import { personalChat } from './state.ts';
import type { FakeTenant } from './tenant.ts';

export type Person = ReturnType<typeof personIn>;

/** Somebody in front of Teams: what they do, and what they see. */
export function personIn(fake: Pick<FakeTeams, 'world' | 'deliver'>, tenant: FakeTenant, key: string, failures: string[]) {
  const actor: Actor = { world: fake.world, user: tenant.user(key), deliver: fake.deliver, dialog: undefined, notes: [], failures };
  return {
    user: actor.user,
    /** Their chat with the bot. */
    get dm() {
      return personalChat(fake.world, actor.user).id;
    },
    /** What Teams said under what they pressed, oldest first. */
    notes: actor.notes,
    sees: (conversation: string, thread?: string) => tenant.sees(key, conversation, thread),
    ...writing(actor),
    ...acting(actor),
    ...dialogWork(actor),
    ...installing(actor),
    ...filing(actor),
  };
}
