import { expect, onTestFinished, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { inTeams } from '#test/support/teams-people.ts';

async function talking() {
  const desk = await createTeamsDesk();
  onTestFinished(desk.stop);
  const people = inTeams(desk);
  const { maria, sam, say, press, last } = people;
  const report = await say(maria, maria.dm, 'my laptop does not start');
  await press(maria, maria.dm, 'I cannot work');
  const triage = last(sam, desk.devices).id;
  await press(sam, desk.devices, 'Claim');
  return { desk, ...people, report, triage };
}

test('what somebody changes afterwards is changed at the other side, both ways, also in the card', async () => {
  const { desk, maria, sam, say, last, message, report, triage } = await talking();
  const asked = await say(sam, desk.devices, 'Does any lihgt come on?', { thread: triage });
  await sam.edit(desk.devices, asked, 'Does any light come on?');
  await desk.settle();
  expect(last(maria, maria.dm)).toMatchObject({ text: expect.stringContaining('Does any light come on?') as string, changes: 1 });
  const answered = await say(maria, maria.dm, 'yes');
  await maria.edit(maria.dm, answered, 'no');
  await maria.edit(maria.dm, report, 'my laptop does not start any more');
  await desk.settle();
  expect(last(sam, desk.devices, triage).text).toMatch(/\bno$/);
  expect(message(sam, desk.devices, triage).text).toContain('my laptop does not start any more');
  proves('teams', 'edits');
});

test('what somebody deletes is gone at the other side, and back when they undo it', async () => {
  const { desk, maria, sam, say, triage } = await talking();
  const read = () => JSON.stringify([sam.sees(desk.devices), sam.sees(desk.devices, triage)]);
  await say(sam, desk.devices, 'What do you see?', { thread: triage });
  const answered = await say(maria, maria.dm, 'a blue screen');
  expect(read()).toContain('a blue screen');
  await maria.remove(maria.dm, answered);
  await desk.settle();
  expect(read()).not.toContain('a blue screen');
  await maria.restore(maria.dm, answered);
  await desk.settle();
  expect(read()).toContain('a blue screen');
  proves('teams', 'deletions');
});

test('a report that was written in a channel follows its author, too, where the team lets Deskside hear it', async () => {
  const { desk, maria, sam, say, press } = await talking();
  desk.tenant.team('everybody').hasRsc = true;
  const id = await say(maria, desk.general, 'the big monitor in Oslo flickers', { mentions: true });
  await press(maria, maria.dm, 'I cannot work');
  expect(sam.sees(desk.devices).at(-1)?.text).toContain('Oslo');
  await maria.edit(desk.general, id, 'the big monitor in Bergen flickers');
  await desk.settle();
  expect(sam.sees(desk.devices).at(-1)?.text).toContain('Bergen');
});

test('what changes in a channel and is none of ours is left alone', async () => {
  const { desk, maria, sam } = await talking();
  const calls = desk.fake.calls.length;
  const id = await sam.say(desk.devices, 'lunch, anybody?');
  await sam.edit(desk.devices, id, 'dinner, anybody?');
  await sam.remove(desk.devices, id);
  await desk.settle();
  expect(desk.fake.calls.slice(calls)).toEqual([]);
  expect(maria.sees(maria.dm).length).toBeGreaterThan(0);
});

test('a change that Teams tells of for another reason is none', async () => {
  const { desk, maria, sam, say, triage } = await talking();
  await say(sam, desk.devices, 'Does any light come on?', { thread: triage });
  const id = await say(maria, maria.dm, 'yes');
  const words = desk.fake.delivered.at(-1)?.activity ?? {};
  const done = await desk.fake.deliver({
    ...words,
    id,
    type: 'messageUpdate',
    text: 'something else',
    channelData: { tenant: { id: desk.tenant.id }, eventType: 'pinMessage' },
  });
  await desk.settle();
  expect(done.status).toBe(200);
  expect(sam.sees(desk.devices, triage).at(-1)?.text).toMatch(/yes$/);
});
