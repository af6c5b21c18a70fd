import { afterEach, beforeEach, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { inTeams } from '#test/support/teams-people.ts';

let desk: Awaited<ReturnType<typeof createTeamsDesk>>;
let people: ReturnType<typeof inTeams>;
beforeEach(async () => {
  desk = await createTeamsDesk();
  people = inTeams(desk);
});
afterEach(async () => await desk.stop());

const conversations = async () => await desk.database.sql<{ id: string; state: string }[]>`select id, state from teams_conversations`;
const stateOf = async (id: string) => (await conversations()).find((row) => row.id === id)?.state;

test('whoever adds the app is greeted once, with what can be written and pressed', async () => {
  const { maria, press, last, say } = people;
  const dm = await maria.install();
  expect(maria.sees(dm)).toHaveLength(1);
  const { activity, text, buttons } = last(maria, dm);
  expect(text).toContain('Write to me in your own words');
  expect(buttons).toEqual(['Report a problem', 'See my requests', 'Get a new password', 'Get equipment', 'Get access to something', 'Get a license']);
  expect(activity['suggestedActions']).toEqual({
    to: [maria.user.teamsId],
    actions: [
      { type: 'imBack', title: 'My laptop does not start', value: 'My laptop does not start' },
      { type: 'imBack', title: 'How is my ticket going?', value: 'How is my ticket going?' },
      { type: 'imBack', title: 'I forgot my password', value: 'I forgot my password' },
      { type: 'imBack', title: 'I need a second monitor', value: 'I need a second monitor' },
      { type: 'imBack', title: 'I need access to the sales folder', value: 'I need access to the sales folder' },
      { type: 'imBack', title: 'I need a license for Figma', value: 'I need a license for Figma' },
    ],
  });
  await press(maria, dm, 'Report a problem');
  expect(maria.dialog()?.title).toBe('Report a problem');
  maria.close();
  await say(maria, dm, 'My laptop does not start');
  expect(last(maria, dm).text).toContain('How much does it stop you?');
  proves('teams', 'suggested-prompts');
});

test('whoever takes it away is out of reach until they add it again', async () => {
  const { maria } = people;
  const dm = await maria.install();
  await maria.uninstall();
  expect(await stateOf(dm)).toBe('closed');
  await maria.install();
  expect(await stateOf(dm)).toBe('open');
});

test('a team that adds it reads how its channel is chosen, and who is in it is known from then on', async () => {
  const { lee, tom } = { lee: people.lee, tom: people.as('tom') };
  desk.tenant.addTeam({ key: 'new', name: 'New', members: ['lee', 'tom'], hasApp: false });
  const team = desk.tenant.team('new');
  await lee.addToTeam(team);
  expect(tom.sees(team.id).map(({ text }) => text)).toEqual([expect.stringContaining('deskside channel')]);
  expect(await stateOf(team.id)).toBe('open');
  const names = await desk.database.sql<{ name: string }[]>`select name from teams_users order by name`;
  expect(names.map(({ name }) => name)).toEqual(['Lee Chen', 'Tom Becker']);
  await lee.removeFromTeam(team);
  expect(await stateOf(team.id)).toBe('closed');
});

test('where Teams does not let Deskside greet, the app is added all the same', async () => {
  desk.fake.fault({ operation: 'post', status: 502, code: 'BadGateway' });
  const dm = await people.maria.install();
  expect(await stateOf(dm)).toBe('open');
  expect(desk.fake.delivered.map(({ status }) => status)).toEqual([200, 200]);
});

test('a thumb on a message of Deskside’s is just that', async () => {
  const { maria, say, last } = people;
  await say(maria, maria.dm, 'hello');
  const before = maria.sees(maria.dm);
  await maria.react(desk.tenant.personal('maria'), last(maria, maria.dm).id);
  await desk.settle();
  expect(maria.sees(maria.dm)).toEqual(before);
});

test('with whom Teams opens no chat, they are told so where they pressed, and Teams need not ask again', async () => {
  const { lee } = people;
  desk.fake.fault({ operation: 'create', status: 400, code: 'BadArgument' });
  await lee.extend(desk.general);
  expect(lee.notes.at(-1)).toContain('my app is added for you in Teams');
  expect(desk.fake.delivered.at(-1)?.status).toBe(200);
});
