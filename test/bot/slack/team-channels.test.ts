import { expect, onTestFinished, test } from 'vitest';
import { createSlackDesk, DEVICES } from '#test/support/slack-desk.ts';

async function start() {
  const desk = await createSlackDesk();
  onTestFinished(desk.stop);
  await desk.settle();
  return desk;
}

const membersOf = ({ workspace }: Awaited<ReturnType<typeof start>>) => workspace.state.channels.get(DEVICES)?.members ?? new Set();

test('whoever works in a team is brought into its channel when the desk comes in, and nobody else', async () => {
  const desk = await start();
  await desk.workspace.as('UPRIYA').leave(DEVICES);
  expect(membersOf(desk)).not.toContain('UPRIYA');
  await desk.workspace.inviteBot(DEVICES, 'USAM');
  await desk.settle();
  expect(membersOf(desk)).toContain('UPRIYA');
  expect(membersOf(desk)).not.toContain('UMARIA');
});

test('somebody else who joins is told that they can only read along; a member is told nothing', async () => {
  const desk = await start();
  desk.workspace.state.channels.get(DEVICES)?.members.add('UTOM');
  desk.workspace.state.channels.get(DEVICES)?.members.add('UPRIYA');
  await desk.workspace.as('UTOM').join(DEVICES);
  await desk.workspace.as('UPRIYA').join(DEVICES);
  await desk.settle();
  expect(desk.workspace.as('UTOM').sees(DEVICES)).toMatchObject([
    { isEphemeral: true, text: expect.stringContaining('Devices works on its tickets here') as string },
  ]);
  expect(desk.workspace.as('UPRIYA').sees(DEVICES)).toEqual([]);
});
