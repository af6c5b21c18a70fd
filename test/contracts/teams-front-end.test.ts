import { PRIYA, SAM } from '#test/support/company.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { frontEndContract } from './front-end.ts';

const KEYS = new Map([
  [SAM, 'sam'],
  [PRIYA, 'priya'],
]);

frontEndContract('teams', async () => {
  const { frontEnd, tenant, devices, stop } = await createTeamsDesk({ listens: false });
  const look = (email: string, room: string, thread?: string) => {
    const key = KEYS.get(email) ?? '';
    return tenant.sees(key, room, thread).map(({ id, notice, author, buttons }) => ({ id, text: notice, author, card: buttons.length > 0 }));
  };
  return {
    frontEnd,
    one: SAM,
    other: PRIYA,
    channel: { platform: 'teams', workspace: tenant.id, room: devices },
    whispersTo: (email) => ({ platform: 'teams', workspace: tenant.id, room: tenant.personal(KEYS.get(email) ?? '').id }),
    end: stop,
    // They have them by accepting.
    files: async (email, { room }) => {
      const seen = tenant.sees(KEYS.get(email) ?? '', room).filter(({ buttons }) => buttons.includes('Accept'));
      return await Promise.resolve(seen.map(({ text }) => text.split('\n')[0] ?? ''));
    },
    look: async (email, { room, thread }) => await Promise.resolve(look(email, room, thread)),
  };
});
