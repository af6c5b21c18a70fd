import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GONE } from '#test/support/company.ts';
import { proves } from '#test/parity/proves.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { inTeams, type TeamsPeople } from '#test/support/teams-people.ts';
import type { Person } from '#test/support/teams/person.ts';
import { guidOf } from '#test/support/teams/tenant.ts';
import { numberOf, rowCounts } from '../../desk/helpers.ts';

/** Words that only the company may read: a ticket's title, an agent, a requester. */
const SECRET = 'my laptop does not start since the merger with Contoso';
const INSIDE = [/contoso/i, /T-1001/, /Lindqvist/, /Okafor/, /Devices/, /Service Desk/];

const STRANGERS = [
  { key: 'fake', name: 'Fake', email: 'maria@example.test', role: 'guest' as const, sentence: /your account is a guest’s/ },
  { key: 'ext', name: 'Ext', email: 'tom@example.test', upn: 'ext_elsewhere.test#EXT#@example.test', sentence: /your account is a guest’s/ },
  { key: 'shared', name: 'Shared', email: 'maria@example.test', homeTenantId: guidOf('elsewhere'), sentence: /the people of this company only/ },
  { key: 'left', name: 'Left', email: GONE, sentence: /I do not know you yet|Your account is not active/ },
  { key: 'nobody', name: 'Nobody', email: 'nobody@example.test', sentence: /I do not know you yet/ },
  { key: 'nomail', name: 'No Mail', upn: 'nomail', sentence: /I do not know you yet/ },
];

let desk: Awaited<ReturnType<typeof createTeamsDesk>>;
let people: TeamsPeople;
/** The ticket's card in the team's channel, and something that Maria said where everybody is. */
let card: string;
let spoken: string;
beforeAll(async () => {
  desk = await createTeamsDesk();
  people = inTeams(desk);
  for (const { sentence: _, ...user } of STRANGERS) letIn(user);
  const { maria, sam, say, press, last } = people;
  await say(maria, maria.dm, SECRET);
  await press(maria, maria.dm, 'I cannot work');
  spoken = await say(maria, desk.general, SECRET);
  card = last(sam, desk.devices).id;
});
afterAll(async () => {
  await desk.stop();
  await desk.database.close();
});

/** Into every team, however private. */
function letIn(user: Parameters<typeof desk.tenant.addUser>[0]): void {
  const { aadObjectId } = desk.tenant.addUser(user);
  for (const team of ['it', 'everybody']) desk.tenant.team(team).members.add(aadObjectId);
}

const lastSaid = (who: Person) => who.sees(who.dm).at(-1)?.text ?? '';
const noted = (who: Person) => who.notes.at(-1) ?? '';

/** What somebody tries, and what they then read. */
const ACTS: Readonly<Record<string, (who: Person) => Promise<string>>> = {
  'a message': async (who) => {
    await who.say(who.dm, 'how is my ticket going?');
    return lastSaid(who);
  },
  'a mention': async (who) => {
    await who.say(desk.general, 'how is T-1001 going?', { mentions: true });
    return lastSaid(who);
  },
  'a word in the thread of a ticket': async (who) => {
    await who.say(desk.devices, 'note: nothing to see here', { thread: card });
    return lastSaid(who);
  },
  'a button': async (who) => {
    await who.press(desk.devices, card, 'Claim');
    return noted(who);
  },
  'a button in an old client': async (who) => {
    await who.press(desk.devices, card, 'Claim', { asOld: true });
    return lastSaid(who);
  },
  'a button that opens a form': async (who) => {
    await who.press(desk.devices, card, 'Private note');
    return noted(who);
  },
  'a form that was opened by somebody who may': async (who) => {
    const { maria } = people;
    await maria.extend(desk.general);
    await maria.submit({ summary: '   ', urgency: 'blocked' });
    const sent = desk.fake.delivered.at(-1)?.activity as { value: { data: object } };
    const value = { ...sent.value, data: { ...sent.value.data, 'field-summary': 'everything' } };
    const { aadObjectId, teamsId } = who.user;
    return JSON.stringify((await desk.fake.deliver({ ...sent, id: crypto.randomUUID(), value, from: { id: teamsId, aadObjectId } })).body);
  },
  'the word for a form': async (who) => {
    await who.say(who.dm, 'new');
    return lastSaid(who);
  },
  'the word for their page': async (who) => {
    await who.say(who.dm, 'home');
    return lastSaid(who);
  },
  'the menu of a message': async (who) => {
    await who.extend(desk.general, spoken);
    return noted(who);
  },
  'the message extension': async (who) => {
    await who.extend(desk.general);
    return noted(who);
  },
};

/** How much of the bot's everybody can read in the channels. */
function saidToAll(): number {
  return [desk.devices, desk.general].flatMap((id) => desk.fake.world.conversations.get(id)?.messages ?? []).filter(({ from }) => from === 'bot').length;
}

const audited = async (key: string) =>
  await numberOf(
    desk,
    sql`select count(*) as n from audit where actor = ${`teams/${desk.tenant.id}/${desk.tenant.user(key).aadObjectId}`} and outcome = 'refused'`,
  );

describe.each(STRANGERS)('$name', ({ key, sentence }) => {
  test.each(Object.keys(ACTS))('by %s gets nothing but a sentence, and it is audited', async (act) => {
    const who = people.as(key);
    const [rows, calls, said, refusals] = [await rowCounts(desk), desk.fake.calls.length, saidToAll(), await audited(key)];
    const read = (await ACTS[act]?.(who)) ?? '';
    await desk.settle();
    expect(await rowCounts(desk)).toEqual(rows);
    expect(saidToAll()).toBe(said);
    const sent = desk.fake.calls.slice(calls).map(({ body }) => JSON.stringify(body));
    expect(read).toMatch(sentence);
    for (const secret of INSIDE) expect([...sent, read].join()).not.toMatch(secret);
    // Whoever only looks is noted once a minute.
    expect(await audited(key)).toBeGreaterThan(act.endsWith('page') ? 0 : refusals);
    proves('teams', 'guests-refused', 'unknown-refused');
  });
});

test('a program that writes is left without a word', async () => {
  const before = await rowCounts(desk);
  const activity = desk.fake.delivered.find((each) => each.activity['type'] === 'message')?.activity ?? {};
  for (const from of [
    { id: `28:${guidOf('another')}`, name: 'Robot' },
    { ...(activity['from'] as object), role: 'bot' },
  ]) {
    expect((await desk.fake.deliver({ ...activity, id: crypto.randomUUID(), from })).status).toBe(200);
  }
  await desk.settle();
  expect(await rowCounts(desk)).toEqual(before);
});

test('a program that presses is refused', async () => {
  await people.lee.press(desk.devices, card, 'Claim');
  const { activity } = desk.fake.delivered.at(-1) ?? { activity: {} };
  const done = await desk.fake.deliver({ ...activity, id: crypto.randomUUID(), from: { id: `28:${guidOf('another')}`, name: 'Robot' } });
  expect(done.body).toMatchObject({ value: 'I help people only, not other apps.' });
});

test('somebody who becomes a guest is refused as soon as Teams says so, though they were let in before', async () => {
  const { lee, say, last } = people;
  await say(lee, lee.dm, 'hello');
  expect(last(lee, lee.dm).text).toMatch(/^Hello/);
  lee.user.role = 'guest';
  desk.clock.advance(11 * 60_000);
  await say(lee, lee.dm, 'hello again');
  expect(last(lee, lee.dm).text).toMatch(/your account is a guest’s/);
});

test('Teams had nothing to object to', () => {
  expect([people.failures, desk.fake.violations]).toEqual([[], []]);
});
