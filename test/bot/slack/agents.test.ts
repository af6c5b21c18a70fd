import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { teamChannels, teams } from '#store/schema/people.ts';
import { proves } from '#test/parity/proves.ts';
import { createSlackDesk, DEVICES, WORKSPACE } from '#test/support/slack-desk.ts';
import { inSlack } from '#test/support/slack-people.ts';

const SERVICE = 'C0SERVICE';

let desk: Awaited<ReturnType<typeof createSlackDesk>>;
let people: ReturnType<typeof inSlack>;
let triage: string;
let card: string;
beforeEach(async () => {
  desk = await createSlackDesk();
  people = inSlack(desk);
  const { maria, sam, priya, say, press, last } = people;
  // Whoever is to be told something is known here already.
  for (const who of [sam, priya]) await say(who, who.dm, 'hello');
  await say(maria, maria.dm, 'my laptop does not start');
  await press(maria, maria.dm, 'I cannot work');
  [triage, card] = [last(sam, DEVICES).ts, last(maria, maria.dm).ts];
  await press(sam, DEVICES, 'Claim');
});
afterEach(async () => await desk.stop());

/** The seldom buttons are on a card of their own, which only the one who asked for them sees. */
async function more(label: string, values: Readonly<Record<string, string>>) {
  const { sam, priya, press, fill } = people;
  await press(sam, DEVICES, 'More…');
  expect(sam.sees(DEVICES).at(-1)).toMatchObject({ isEphemeral: true, buttons: expect.arrayContaining([label]) as string[] });
  expect(priya.sees(DEVICES).every(({ isEphemeral }) => !isEphemeral)).toBe(true);
  expect(await fill(sam, DEVICES, label, values)).toEqual({ kind: 'closed' });
}

test('a ticket is handed over to a colleague, who is told, and handed back', async () => {
  const { maria, priya, sam, press, last, message } = people;
  await more('Hand over', { 'Who takes it over?': 'Priya Raman' });
  expect(message(maria, maria.dm, card).text).toContain('Priya Raman is working on it');
  expect(last(priya, priya.dm).text).toContain('T-1001');
  await press(priya, DEVICES, 'Hand back');
  expect(message(sam, DEVICES, triage).text).toContain('Waiting to be taken');
  proves('slack', 'hand-over', 'hand-back');
});

test('a ticket gets another priority', async () => {
  const { sam, message } = people;
  expect(message(sam, DEVICES, triage).text).toContain('P2');
  await people.press(sam, DEVICES, 'More…');
  await people.press(sam, DEVICES, 'Set priority');
  await sam.submit({ priority: '1' });
  await desk.settle();
  expect(message(sam, DEVICES, triage).text).toContain('P1');
  proves('slack', 'priority');
});

test('two tickets about the same thing become one', async () => {
  const { maria, sam, say, press, message, last } = people;
  await say(maria, maria.dm, 'the printer on the third floor is out of paper again');
  await press(maria, maria.dm, 'It can wait');
  expect(last(maria, maria.dm).fallback).toContain('T-1002');
  await more('Merge', { into: '1002' });
  expect(message(maria, maria.dm, card).text).toContain('T-1002');
  expect(message(sam, DEVICES, triage).buttons).not.toContain('Resolve');
  proves('slack', 'merge');
});

test('a ticket goes to another team, whose channel gets it', async () => {
  const { maria, sam, lee, message } = people;
  desk.workspace.addChannel({ id: SERVICE, name: 'it-service-desk', members: ['ULEE'] });
  const [team] = await desk.database.db.select({ id: teams.id }).from(teams).where(eq(teams.key, 'service-desk'));
  await desk.database.db
    .update(teamChannels)
    .set({ platform: 'slack', workspace: WORKSPACE, room: SERVICE })
    .where(eq(teamChannels.teamId, team?.id ?? 0));
  await more('Pass to another team', { 'Which team?': 'Service Desk', reason: 'Nothing to repair' });
  expect(lee.sees(SERVICE).at(-1)).toMatchObject({ text: expect.stringContaining('T-1001') as string, buttons: expect.arrayContaining(['Claim']) as string[] });
  expect(message(sam, DEVICES, triage).buttons).toEqual([]);
  expect(message(maria, maria.dm, card).text).toContain('Service Desk');
  proves('slack', 'escalate');
});

test('words in the thread do what buttons do, and a mistyped one reaches nobody', async () => {
  const { maria, sam, say, message } = people;
  const before = maria.sees(maria.dm).length;
  await say(sam, DEVICES, '!p1', triage);
  await say(sam, DEVICES, '!resovle fixed It was the cable', triage);
  expect(maria.sees(maria.dm)).toHaveLength(before);
  expect(sam.sees(DEVICES, triage).at(-1)).toMatchObject({ isEphemeral: true });
  expect(message(sam, DEVICES, triage).text).toContain('P1');
  await say(sam, DEVICES, '!resolve fixed It was the cable', triage);
  expect(JSON.stringify(maria.sees(maria.dm))).toContain('It was the cable');
  proves('slack', 'words-in-thread');
});

test('what the requester said while the form was open is not passed over', async () => {
  const { maria, sam, press, say, message } = people;
  await press(sam, DEVICES, 'Resolve');
  await say(sam, DEVICES, 'One moment', triage);
  await say(maria, maria.dm, 'no, nothing at all');
  await sam.submit({ code: 'fixed', summary: 'New battery' });
  await desk.settle();
  expect(message(sam, DEVICES, triage).text).toContain('Sam Okafor has it');
  expect(sam.sees(DEVICES).findLast(({ isEphemeral }) => isEphemeral)?.text).toContain('New battery');
  proves('slack', 'crossing');
});

test('the requester withdraws, or asks for a person', async () => {
  const { maria, sam, say, fill, message } = people;
  await say(maria, maria.dm, 'can I talk to a person please');
  expect(sam.sees(DEVICES, triage).at(-1)?.text).toContain('talk to a person');
  await fill(maria, maria.dm, 'No longer needed', {});
  expect(message(sam, DEVICES, triage).text).toContain('Withdrawn');
  proves('slack', 'talk-to-person', 'withdraw');
});
