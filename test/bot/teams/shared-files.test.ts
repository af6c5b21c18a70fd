import { expect, onTestFinished, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { inTeams } from '#test/support/teams-people.ts';

/** One pixel. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const shot = { name: 'screenshot.png', mediaType: 'image/png', bytes: PIXEL };
const pasted = { name: 'pasted.png', mediaType: 'image/png', bytes: PIXEL, isPasted: true };
const guide = { name: 'guide.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF') };

async function start() {
  const desk = await createTeamsDesk();
  onTestFinished(desk.stop);
  return { desk, ...inTeams(desk) };
}

test('a screenshot with the report, one pasted into an answer: the team sees both, each after its words', async () => {
  const { desk, maria, sam, say, press, last } = await start();
  await say(maria, maria.dm, 'my laptop does not start', { files: [shot] });
  await press(maria, maria.dm, 'I cannot work');
  const card = last(sam, desk.devices);
  expect(card.text).toContain('screenshot.png');
  const pixels = PIXEL.toString('base64');
  expect(JSON.stringify(last(sam, desk.devices, card.id).activity)).toContain(pixels);
  await say(sam, desk.devices, 'Is there a message?', { thread: card.id });
  await say(maria, maria.dm, 'this one', { files: [pasted] });
  const [words, picture] = sam.sees(desk.devices, card.id).slice(-2);
  expect(words?.text).toContain('this one');
  expect(JSON.stringify(picture?.activity)).toContain(pixels);
  proves('teams', 'files-in');
});

test('a picture that an agent pastes into the thread reaches the requester; what Teams does not take is told by name', async () => {
  const { desk, maria, sam, say, press, last } = await start();
  await say(maria, maria.dm, 'my laptop does not start');
  await press(maria, maria.dm, 'I cannot work');
  const { id: thread } = last(sam, desk.devices);
  await say(sam, desk.devices, 'Does it look like this?', { thread, files: [pasted] });
  expect(JSON.stringify(last(maria, maria.dm).activity)).toContain(PIXEL.toString('base64'));
  await say(maria, maria.dm, 'no, here is what it says', { files: [guide] });
  expect(JSON.stringify(sam.sees(desk.devices, thread))).toContain('guide.pdf');
  proves('teams', 'files-out');
});

test('where a file is kept lets nobody in who reads the database', async () => {
  const { desk, maria, say } = await start();
  await say(maria, maria.dm, 'my laptop does not start', { files: [shot] });
  const rows = JSON.stringify(await desk.database.sql`select event from inbox`);
  expect(rows).toContain('screenshot.png');
  expect(rows).not.toMatch(/tempauth|download\//);
});
