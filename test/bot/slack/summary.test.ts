import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createSlackDesk } from '#test/support/slack-desk.ts';
import { inSlack } from '#test/support/slack-people.ts';
import { timersAreDue } from '../../worker/helpers.ts';

test('a lead subscribes by a sentence, gets it at the hour, asks how it is computed, and stops it', async () => {
  const desk = await createSlackDesk();
  onTestFinished(desk.stop);
  const { maria, sam, press, say, last } = inSlack(desk);
  await say(maria, maria.dm, 'my laptop does not start');
  await press(maria, maria.dm, 'I cannot work');
  await say(sam, sam.dm, 'send me the SLA summary every Monday at 9');
  const [row] = await desk.database.db.execute<{ at: string }>(
    sql`select to_char(next_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from summary_subscriptions`,
  );
  desk.clock.advance(Date.parse(row?.at ?? '') - desk.clock.now().getTime());
  await timersAreDue(desk.worker);
  await desk.settle();
  expect(last(sam, sam.dm).fallback).toMatch(/^Summary of Devices, /);
  expect(last(sam, sam.dm).text).toContain('Change of what is open');
  await press(sam, sam.dm, 'How is this computed?');
  expect(last(sam, sam.dm).text).toContain('Left out:');
  expect(JSON.stringify(last(sam, sam.dm))).not.toContain('shortened here');
  await press(sam, sam.dm, 'Stop these');
  expect(last(sam, sam.dm).text).toContain('I have stopped your summaries');
  expect(desk.slack.failures).toEqual([]);
  proves('slack', 'summary');
});
