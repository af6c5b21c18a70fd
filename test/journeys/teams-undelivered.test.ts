import { expect, onTestFinished, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { inTeams } from '#test/support/teams-people.ts';

async function start() {
  const desk = await createTeamsDesk();
  onTestFinished(desk.stop);
  return { desk, ...inTeams(desk) };
}

test('Deskside is taken out of a team’s channel: its lead hears of it in their chat, once, and the requester sees their ticket all the same', async () => {
  const { desk, maria, sam, say, failures } = await start();
  await say(sam, sam.dm, 'hello');
  desk.tenant.team('it').hasApp = false;
  await say(maria, maria.dm, 'my laptop does not start and I cannot work');
  const told = () => sam.sees(sam.dm).filter(({ text }) => text.includes('does not take my messages any more'));
  expect(told().map(({ text }) => text)).toEqual([expect.stringMatching(/The channel of Devices \(.*\) does not take my messages any more: I am not in it/)]);
  expect(maria.sees(maria.dm).at(-1)?.notice).toMatch(/^T-1001/);
  await say(maria, maria.dm, 'my monitor flickers and I cannot work');
  expect(told()).toHaveLength(1);
  expect(failures).toEqual([]);
  proves('teams', 'undelivered');
});

test('a requester blocks Deskside: their agent reads it in the ticket’s thread', async () => {
  const { desk, maria, sam, say, press, last } = await start();
  await say(maria, maria.dm, 'my laptop does not start and I cannot work');
  const { id: thread } = last(sam, desk.devices);
  maria.user.hasBlocked = true;
  await press(sam, desk.devices, 'Claim');
  expect(JSON.stringify(sam.sees(desk.devices, thread))).toContain('I cannot reach Maria Lindqvist in chat: they have blocked me in Teams.');
});
