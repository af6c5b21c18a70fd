import { PRIYA, SAM } from '#test/support/company.ts';
import { createSlackDesk, DEVICES, WORKSPACE } from '#test/support/slack-desk.ts';
import { frontEndContract } from './front-end.ts';

frontEndContract('slack', async () => {
  const { frontEnd, workspace, stop } = await createSlackDesk();
  const users = new Map([...workspace.state.users.values()].map(({ id, email }) => [email, id]));
  return {
    frontEnd,
    one: SAM,
    other: PRIYA,
    channel: { platform: 'slack', workspace: WORKSPACE, room: DEVICES },
    keepsAuthor: true,
    end: stop,
    files: async (email, { room }) =>
      await Promise.resolve(
        workspace
          .as(users.get(email) ?? '')
          .sees(room)
          .flatMap(({ files }) => files),
      ),
    look: async (email, { room, thread }) => {
      const seen = workspace.as(users.get(email) ?? '').sees(room, thread);
      return await Promise.resolve(
        seen.map(({ ts, fallback, from, buttons }) => ({ id: ts, text: fallback, author: from === 'IT Desk' ? null : from, card: buttons.length > 0 })),
      );
    },
  };
});
