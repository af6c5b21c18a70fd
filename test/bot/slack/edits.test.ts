import { expect, onTestFinished, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createSlackDesk, DEVICES, GENERAL } from '#test/support/slack-desk.ts';
import { inSlack } from '#test/support/slack-people.ts';

async function talking() {
  const desk = await createSlackDesk();
  onTestFinished(desk.stop);
  const people = inSlack(desk);
  const { maria, sam, say, press, last } = people;
  const report = await say(maria, maria.dm, 'my laptop does not start');
  await press(maria, maria.dm, 'I cannot work');
  const triage = last(sam, DEVICES).ts;
  await press(sam, DEVICES, 'Claim');
  return { desk, ...people, report, triage };
}

test('what somebody changes afterwards is changed at the other side, both ways, also in the card', async () => {
  const { desk, maria, sam, say, last, message, report, triage } = await talking();
  const asked = await say(sam, DEVICES, 'Does any lihgt come on?', triage);
  await sam.edit(DEVICES, asked, 'Does any light come on?');
  await desk.settle();
  expect(last(maria, maria.dm).text).toBe('Does any light come on?');
  const answered = await say(maria, maria.dm, 'yes');
  await maria.edit(maria.dm, answered, 'no');
  await maria.edit(maria.dm, report, 'my laptop does not start any more');
  await desk.settle();
  expect(last(sam, DEVICES, triage).text).toBe('no');
  expect(message(sam, DEVICES, triage).text).toContain('my laptop does not start any more');
  proves('slack', 'edits');
});

test('what somebody deletes is gone at the other side', async () => {
  const { desk, maria, sam, say, triage } = await talking();
  const answered = await say(maria, maria.dm, 'my password is hunter2');
  await maria.remove(maria.dm, answered);
  await desk.settle();
  expect(JSON.stringify([sam.sees(DEVICES), sam.sees(DEVICES, triage)])).not.toContain('hunter2');
  proves('slack', 'deletions');
});

test('a message of which a ticket was made follows its author, too', async () => {
  const { desk, maria, sam, say } = await talking();
  const ts = await say(maria, GENERAL, 'the big monitor in Oslo flickers');
  await sam.react(GENERAL, ts, 'ticket');
  await desk.settle();
  await maria.edit(GENERAL, ts, 'the big monitor in Bergen flickers');
  await desk.settle();
  expect(sam.sees(DEVICES).at(-1)?.text).toContain('Bergen');
});

test('the preview that Slack adds to a link is no change of words', async () => {
  const { desk, maria, sam, say, triage } = await talking();
  await say(sam, DEVICES, 'What does it say?', triage);
  const ts = await say(maria, maria.dm, 'it says https://example.com/error');
  const before = desk.slack.calls.length;
  await maria.edit(maria.dm, ts, 'it says https://example.com/error');
  await desk.settle();
  expect(desk.slack.calls.slice(before).filter(({ method }) => method === 'chat.update')).toEqual([]);
  expect(sam.sees(DEVICES, triage).at(-1)?.text).toContain('https://example.com/error');
});
