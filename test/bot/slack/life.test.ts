import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { checkColleague, checkCompany, checkPrivacy, checkMatters, type Stage } from '#test/support/life-story.ts';
import { createSlackDesk, DEVICES } from '#test/support/slack-desk.ts';
import { inSlack, type Person } from '#test/support/slack-people.ts';

let desk: Awaited<ReturnType<typeof createSlackDesk>>;
let stage: Stage<Person>;
beforeEach(async () => {
  desk = await createSlackDesk();
  const { maria, sam, priya, say, press, fill } = inSlack(desk);
  const tom = desk.workspace.as('UTOM');
  // Whoever is to be told something is known here already.
  for (const who of [tom, sam, priya]) await say(who, who.dm, 'hello');
  const seen: Stage<Person>['seen'] = (who, room, thread) => who.sees(room, thread).map(({ ts, fallback, text }) => ({ id: ts, text: `${fallback}\n${text}` }));
  const hoursPass = async (hours: number) => {
    desk.clock.advance(hours * 3_600_000);
    await desk.database.db.execute(sql`update outbox set next_at = now() where done_at is null and next_at <= ${desk.clock.now().toISOString()}`);
    await desk.settle();
  };
  stage = { maria, tom, sam, priya, devices: DEVICES, moreOf: () => DEVICES, say, press, fill, seen, hoursPass };
});
afterEach(async () => await desk.stop());

test('a fault is reported for a colleague', async () => {
  await checkColleague(stage);
  proves('slack', 'report-for-another');
});

test('colleagues are kept informed, and agents watch', async () => {
  await checkCompany(stage);
  proves('slack', 'keep-informed', 'watch');
});

test('what is about two things is split, and what belongs together is linked, also after it was closed', async () => {
  await checkMatters(stage);
  proves('slack', 'split', 'link', 'reopen-closed');
});

test('what is confidential stays out of the channel', async () => {
  await checkPrivacy(stage);
  proves('slack', 'private-request');
});
