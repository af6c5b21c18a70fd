import { expect, test } from 'vitest';
import { applyFile } from '#commands/apply.ts';
import { personByEmail } from '#store/people.ts';
import { saveSubscription, stopSubscription, subscriptionOf } from '#store/summaries.ts';
import { listTeams } from '#store/teams.ts';
import { createSmallCompany, LEE, SAM, TOM, TEAMS } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';

const SUMMARIES = (sam: string, more = '') => `summaries:
  - { who: ${SAM}, teams: [devices], ${sam}, where: channel }
  - { who: ${TOM}, department: Sales, every: month, day: 31 }
${more}`;

test('summaries from the file are planned, begin, change and end with it; what people asked for themselves stays theirs', async () => {
  const database = await createTestDatabase();
  await createSmallCompany(database);
  const { db } = database;
  const apply = async (source: string, dryRun = false) => await applyFile(database, { path: 'deskside.yaml', source, dryRun });
  const idOf = async (email: string) => (await personByEmail(db, email))?.id ?? 0;
  const current = async (email: string) => await subscriptionOf(db, await idOf(email));
  const own = async (email: string) => {
    const wanted = { personId: await idOf(email), schedule: { every: 'day', time: '07:00' }, zone: 'UTC', about: { teams: [] } } as const;
    await saveSubscription(db, wanted, new Date());
  };
  const first = TEAMS + SUMMARIES('every: monday, at: "08:30"');
  const plan =
    `+ summary of ${SAM}: every Monday at 08:30, of devices, in the channel\n` +
    `+ summary of ${TOM}: on the last day of each month at 09:00, of what Sales asks for, in direct messages\n`;
  expect(await apply(first, true)).toBe(`${plan}Nothing has changed yet: without --dry-run it will.\n`);
  expect(await current(SAM)).toBeUndefined();
  expect(await apply(first)).toContain(plan);
  const devices = (await listTeams(db)).find(({ key }) => key === 'devices')?.id;
  const begun = await current(SAM);
  expect(begun).toMatchObject({
    schedule: { every: 'week', weekday: 1, time: '08:30' },
    zone: 'Europe/London',
    channelTeamId: devices,
    teams: [{ id: devices }],
  });
  const timers = await database.sql<{ subject: string }[]>`select payload ->> 'subject' as subject from outbox where payload ->> 'timer' = 'summary.due'`;
  expect(timers.map(({ subject }) => subject)).toEqual([begun?.id, (await current(TOM))?.id].map(String));
  expect(await apply(first)).toBe('Nothing to change.\n');

  // Sam stops his, which no file undoes that says the same; Tom and Lee ask for others.
  await stopSubscription(db, begun?.id ?? 0, new Date());
  await own(TOM);
  await own(LEE);
  expect(await apply(first)).toBe('Nothing to change.\n');
  expect(await current(SAM)).toBeUndefined();

  const second = TEAMS + SUMMARIES('every: working day', `  - { who: ${LEE}, teams: [service-desk], every: friday }\n`);
  const said = await apply(second);
  expect(said).toContain(`~ summary of ${SAM}: time every Monday at 08:30 → every working day at 09:00\n`);
  expect(said).toContain(`= summary of ${LEE}: they have asked for one themselves, and that stays\n`);
  expect(await current(SAM)).toMatchObject({ schedule: { every: 'workday', time: '09:00' } });
  expect(await current(LEE)).toMatchObject({ schedule: { every: 'day', time: '07:00' } });

  // Not even in the moment between the plan and its end.
  const late = { personId: await idOf(LEE), schedule: { every: 'day', time: '09:00' }, zone: 'UTC', about: { teams: [] }, fromFile: true } as const;
  await expect(saveSubscription(db, late, new Date())).rejects.toThrow('has asked for a summary themselves.');

  const gone = await apply(TEAMS);
  expect(gone).toContain(`- summary of ${SAM}\n- summary of ${TOM}\n- summary of ${LEE}\n`);
  expect(await current(SAM)).toBeUndefined();
  expect([(await current(TOM))?.schedule.time, (await current(LEE))?.schedule.time]).toEqual(['07:00', '07:00']);
});
