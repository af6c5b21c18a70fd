import { createTestDesk } from '#test/support/desk.ts';
import { PRIYA, SAM } from '#test/support/company.ts';
import { frontEndContract } from './front-end.ts';

frontEndContract('browser', async () => {
  const desk = await createTestDesk();
  const [frontEnd] = desk.worker.frontEnds;
  if (!frontEnd) throw new Error('The desk has no front end.');
  return {
    frontEnd,
    one: SAM,
    other: PRIYA,
    channel: { platform: 'browser', workspace: 'local', room: 'devices' },
    files: async (email, { room }) => {
      const messages = await desk.read(email, room);
      return messages.flatMap(({ attachment }) => (attachment ? [attachment.name] : []));
    },
    look: async (email, { room, thread }) => {
      const messages = await desk.read(email, room, thread === undefined ? undefined : Number(thread));
      return messages.map(({ id, text, quoted, card }) => ({ id: String(id), text, author: quoted, card: card !== null }));
    },
  };
});
