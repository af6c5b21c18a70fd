import { expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { noLimits } from '#test/support/limits.ts';
import { createSlackDesk, DEVICES } from '#test/support/slack-desk.ts';
import { inSlack } from '#test/support/slack-people.ts';

test('a second report about much the same goes with the first, once its requester says so', async () => {
  const desk = await createSlackDesk();
  const { maria, sam, say, press, last } = inSlack(desk);
  await say(maria, maria.dm, 'my laptop does not start in the morning');
  await press(maria, maria.dm, 'I cannot work');
  await say(maria, maria.dm, 'my laptop does not start');
  expect(last(maria, maria.dm)).toMatchObject({ buttons: ['Yes, add it there', 'No, something else', 'Never mind'] });
  await press(maria, maria.dm, 'Yes, add it there');
  expect(last(maria, maria.dm).text).toContain('I added this to T-1001.');
  expect(sam.sees(DEVICES)).toHaveLength(1);
  expect(last(sam, DEVICES, last(sam, DEVICES).ts).text).toContain('my laptop does not start');
  await desk.stop();
  proves('slack', 'same-problem');
});

test('who says more than can be taken in is told so, by nobody else seen, and Slack is not asked to deliver it again', async () => {
  const desk = await createSlackDesk({ limits: { ...noLimits, personPerMinute: 2 } });
  const { maria, sam, say, last } = inSlack(desk);
  for (const words of ['hello', 'hi', 'good morning']) await say(maria, maria.dm, words);
  expect(last(maria, maria.dm).text).toContain('Please try it again in a minute.');
  expect(await desk.database.sql`select from inbox`).toHaveLength(2);
  await say(sam, sam.dm, 'hello');
  expect(last(sam, sam.dm).text).toContain('Hello Sam');
  await desk.stop();
  proves('slack', 'too-much');
});
