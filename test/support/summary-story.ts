import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { hoursPass, last, type Stage } from './stage.ts';

/** Sam, who leads Devices, subscribes by a sentence, gets the summary at the hour, asks how it is computed, and stops it. */
export async function checkSummary<Who extends { readonly dm: string }>(stage: Stage<Who>): Promise<void> {
  const { desk, maria, sam, say, press } = stage;
  await say(maria, maria.dm, 'my laptop does not start');
  await press(maria, maria.dm, 'I cannot work');
  await say(sam, sam.dm, 'send me the SLA summary every Monday at 9');
  const [row] = await desk.database.db.execute<{ at: number }>(sql`select extract(epoch from next_at)::float8 as at from summary_subscriptions`);
  await hoursPass(desk, ((row?.at ?? 0) * 1000 - desk.clock.now().getTime()) / 3_600_000);
  expect(last(stage, sam).all).toMatch(/^Summary of Devices, /);
  expect(last(stage, sam).text).toContain('Change of what is open');
  await press(sam, sam.dm, 'How is this computed?');
  expect(last(stage, sam).text).toContain('Left out:');
  expect(last(stage, sam).all).not.toContain('shortened here');
  await press(sam, sam.dm, 'Stop these');
  expect(last(stage, sam).text).toContain('I have stopped your summaries');
}
