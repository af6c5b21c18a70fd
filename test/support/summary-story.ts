import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { cardIn, hoursPass, last, shown, type Stage } from './stage.ts';

const FILE = /deskside-summary-[-\dto]+\.csv/;

/** Sam, who leads Devices, subscribes by a sentence, gets the summary at the hour with its chart and its file, asks how it is computed, and stops it. */
export async function checkSummary(stage: Stage): Promise<void> {
  const { desk, maria, sam, priya, devices, say, press } = stage;
  await say(priya, priya.dm, 'hello');
  await say(maria, maria.dm, 'my laptop does not start');
  await press(maria, maria.dm, 'I cannot work');
  await press(priya, devices, 'Claim');
  await say(maria, maria.dm, 'my monitor is flickering');
  await press(maria, maria.dm, 'It slows me down');
  await say(sam, devices, '!resolve fixed A new cable', cardIn(stage, sam, devices, 'T-1002').id);
  await say(sam, sam.dm, 'send me the SLA summary every Monday at 9');
  const [row] = await desk.database.db.execute<{ at: number }>(sql`select extract(epoch from next_at)::float8 as at from summary_subscriptions`);
  await hoursPass(desk, ((row?.at ?? 0) * 1000 - desk.clock.now().getTime()) / 3_600_000);
  const summary = cardIn(stage, sam, sam.dm, 'Summary of Devices, ');
  expect(summary.text).toContain('Change of what is open');
  expect(summary.all).toMatch(/resolved in 7 days/);
  expect(shown(stage, sam, sam.dm)).toMatch(FILE);
  await press(sam, sam.dm, 'Ask about T-1001');
  expect(last(stage, priya).text).toContain('Sam Okafor asks how T-1001 stands.');
  await say(priya, devices, '!resolve fixed A new battery', cardIn(stage, priya, devices, 'T-1001').id);
  await press(sam, sam.dm, 'Look again');
  expect(cardIn(stage, sam, sam.dm, 'Summary of Devices, ').all).toContain('Nothing needs a decision now');
  await press(sam, sam.dm, 'How is this computed?');
  expect(last(stage, sam).text).toContain('Left out:');
  expect(last(stage, sam).all).not.toContain('shortened here');
  await press(sam, sam.dm, 'Stop these');
  expect(last(stage, sam).text).toContain('I have stopped your summaries');
}
