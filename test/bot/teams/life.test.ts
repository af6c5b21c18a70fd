import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { checkColleague, checkCompany, checkPrivacy, checkMatters, type Stage } from '#test/support/life-story.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { inTeams, type TeamsPeople } from '#test/support/teams-people.ts';
import type { Person } from '#test/support/teams/person.ts';

let desk: Awaited<ReturnType<typeof createTeamsDesk>>;
let people: TeamsPeople;
let stage: Stage<Person>;
beforeEach(async () => {
  desk = await createTeamsDesk();
  people = inTeams(desk);
  const { maria, sam, priya, press, fill } = people;
  const tom = people.as('tom');
  // Whoever is to be told something is known here already.
  for (const who of [tom, sam, priya]) await people.say(who, who.dm, 'hello');
  const say: Stage<Person>['say'] = async (who, room, text, thread) => await people.say(who, room, text, thread === undefined ? {} : { thread });
  const seen: Stage<Person>['seen'] = (who, room, thread) =>
    who.sees(room, thread).map(({ id, notice, text, activity }) => ({ id, text: `${notice}\n${text}\n${JSON.stringify(activity)}` }));
  const hoursPass = async (hours: number) => {
    desk.clock.advance(hours * 3_600_000);
    await desk.database.db.execute(sql`update outbox set next_at = now() where done_at is null and next_at <= ${desk.clock.now().toISOString()}`);
    await desk.settle();
  };
  stage = { maria, tom, sam, priya, devices: desk.devices, moreOf: ({ dm }) => dm, say, press, fill, seen, hoursPass };
});
afterEach(async () => {
  await desk.stop();
  if (people.failures.length > 0) throw new Error(people.failures.join('; '));
});

test('a fault is reported for a colleague', async () => {
  await checkColleague(stage);
  proves('teams', 'report-for-another');
});

test('colleagues are kept informed, and agents watch', async () => {
  await checkCompany(stage);
  proves('teams', 'keep-informed', 'watch');
});

test('what is about two things is split, and what belongs together is linked, also after it was closed', async () => {
  await checkMatters(stage);
  proves('teams', 'split', 'link', 'reopen-closed');
});

test('what is confidential stays out of the channel', async () => {
  await checkPrivacy(stage);
  proves('teams', 'private-request');
});
