import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { teamChannels, teams } from '#store/schema/people.ts';
import { proves } from '#test/parity/proves.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { inTeams } from '#test/support/teams-people.ts';

let desk: Awaited<ReturnType<typeof createTeamsDesk>>;
let people: ReturnType<typeof inTeams>;
let triage: string;
let card: string;
beforeEach(async () => {
  desk = await createTeamsDesk();
  people = inTeams(desk);
  const { maria, sam, priya, say, press, last } = people;
  // Whoever is to be told something is known here already.
  for (const who of [sam, priya]) await say(who, who.dm, 'hello');
  await say(maria, maria.dm, 'my laptop does not start');
  await press(maria, maria.dm, 'I cannot work');
  [triage, card] = [last(sam, desk.devices).id, last(maria, maria.dm).id];
  await press(sam, desk.devices, 'Claim');
});
afterEach(async () => {
  await desk.stop();
  if (people.failures.length > 0) throw new Error(people.failures.join('; '));
});

/** The seldom buttons are on a card of their own, in the chat of the one who asked for them. */
async function more(label: string, values: Readonly<Record<string, string>>) {
  const { sam, press, fill } = people;
  await press(sam, desk.devices, 'More…');
  expect(sam.sees(sam.dm).at(-1)?.buttons).toContain(label);
  expect(await fill(sam, sam.dm, label, values)).toEqual({ kind: 'closed' });
}

test('a ticket is handed over to a colleague, who is told, and handed back', async () => {
  const { maria, priya, sam, press, last, message } = people;
  await more('Hand over', { 'Who takes it over?': 'Priya Raman' });
  expect(message(maria, maria.dm, card).text).toContain('Priya Raman is working on it');
  expect(last(priya, priya.dm).text).toContain('T-1001');
  await press(priya, desk.devices, 'Hand back');
  expect(message(sam, desk.devices, triage).text).toContain('Waiting to be taken');
  proves('teams', 'hand-over', 'hand-back');
});

test('a ticket gets another priority', async () => {
  const { sam, message } = people;
  expect(message(sam, desk.devices, triage).text).toContain('P2');
  await more('Set priority', { priority: '1' });
  expect(message(sam, desk.devices, triage).text).toContain('P1');
  proves('teams', 'priority');
});

test('two tickets about the same thing become one', async () => {
  const { maria, sam, say, press, message, last } = people;
  await say(maria, maria.dm, 'the printer on the third floor is out of paper again');
  await press(maria, maria.dm, 'It can wait');
  expect(last(maria, maria.dm).notice).toContain('T-1002');
  await more('Merge', { into: '1002' });
  expect(message(maria, maria.dm, card).text).toContain('T-1002');
  expect(message(sam, desk.devices, triage).buttons).not.toContain('Resolve');
  proves('teams', 'merge');
});

test('a ticket goes to another team, whose channel gets it', async () => {
  const { maria, sam, lee, message } = people;
  const { id: room } = desk.tenant.channel('it');
  const [team] = await desk.database.db.select({ id: teams.id }).from(teams).where(eq(teams.key, 'service-desk'));
  await desk.database.db
    .update(teamChannels)
    .set({ platform: 'teams', workspace: desk.tenant.id, room })
    .where(eq(teamChannels.teamId, team?.id ?? 0));
  await more('Pass to another team', { 'Which team?': 'Service Desk', reason: 'Nothing to repair' });
  expect(lee.sees(room).at(-1)).toMatchObject({ text: expect.stringContaining('T-1001') as string, buttons: expect.arrayContaining(['Claim']) as string[] });
  expect(message(sam, desk.devices, triage).buttons).toEqual([]);
  expect(message(maria, maria.dm, card).text).toContain('Service Desk');
  proves('teams', 'escalate');
});

test('words in the thread do what buttons do, and a mistyped one reaches nobody', async () => {
  const { maria, sam, say, message, last } = people;
  const before = maria.sees(maria.dm).length;
  await say(sam, desk.devices, '!p1', { thread: triage });
  await say(sam, desk.devices, '!resovle fixed It was the cable', { thread: triage });
  expect(maria.sees(maria.dm)).toHaveLength(before);
  expect(last(sam, sam.dm).text).toContain('I do not know that command');
  expect(message(sam, desk.devices, triage).text).toContain('P1');
  await say(sam, desk.devices, '!resolve fixed It was the cable', { thread: triage });
  expect(JSON.stringify(maria.sees(maria.dm))).toContain('It was the cable');
  proves('teams', 'words-in-thread');
});

test('what the requester said while the form was open is not passed over', async () => {
  const { maria, sam, press, say, message, last } = people;
  await press(sam, desk.devices, 'Resolve');
  await say(sam, desk.devices, 'One moment', { thread: triage });
  await say(maria, maria.dm, 'no, nothing at all');
  await sam.submit({ code: 'fixed', summary: 'New battery' });
  await desk.settle();
  expect(message(sam, desk.devices, triage).text).toContain('Sam Okafor has it');
  expect(last(sam, sam.dm).text).toContain('New battery');
  proves('teams', 'crossing');
});

test('the requester withdraws, or asks for a person', async () => {
  const { maria, sam, say, fill, message } = people;
  await say(maria, maria.dm, 'can I talk to a person please');
  expect(sam.sees(desk.devices, triage).at(-1)?.text).toContain('talk to a person');
  await fill(maria, maria.dm, 'No longer needed', {});
  expect(message(sam, desk.devices, triage).text).toContain('Withdrawn');
  proves('teams', 'talk-to-person', 'withdraw');
});

test('a second report of the same is asked about', async () => {
  const { maria, say, press, last } = people;
  await say(maria, maria.dm, 'new');
  await press(maria, maria.dm, 'Open the form');
  await maria.submit({ summary: 'my laptop does not start', urgency: 'blocked' });
  await desk.settle();
  expect(last(maria, maria.dm).text).toContain('Is this about the same thing?');
  await press(maria, maria.dm, 'Yes, add it there');
  expect(await desk.database.sql`select id from tickets`).toHaveLength(1);
  proves('teams', 'same-problem');
});
