import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { GONE } from '#test/support/company.ts';
import { proves } from '#test/parity/proves.ts';
import { createSlackDesk, DEVICES, GENERAL, WORKSPACE } from '#test/support/slack-desk.ts';
import type { FakeWorkspace, UserSpec } from '#test/support/slack/workspace.ts';
import { numberOf, rowCounts } from '../../desk/helpers.ts';

/** Words that only the company may read: a ticket's title, an agent, a requester. */
const SECRET = 'my laptop does not start since the merger with Contoso';
const INSIDE = [/contoso/i, /T-1001/, /Lindqvist/, /Okafor/, /Devices/, /Service Desk/];

const STRANGERS: readonly (UserSpec & { readonly sentence: RegExp })[] = [
  { id: 'UMULTI', name: 'multi', email: 'multi@elsewhere.test', isRestricted: true, sentence: /your account is a guest’s/ },
  { id: 'USINGLE', name: 'single', email: 'single@elsewhere.test', isRestricted: true, isUltraRestricted: true, sentence: /your account is a guest’s/ },
  // A guest with the address of a colleague is a guest.
  { id: 'UFAKE', name: 'fake', email: 'maria@example.test', isRestricted: true, sentence: /your account is a guest’s/ },
  { id: 'UCONNECT', name: 'connect', email: 'maria@example.test', teamId: 'T0PARTNER', sentence: /the people of this company only/ },
  { id: 'UAUTOMAT', name: 'automat', email: 'automat@example.test', isBot: true, sentence: /people only, not other apps/ },
  { id: 'UOFF', name: 'off', email: 'tom@example.test', deleted: true, sentence: /Your account is not active/ },
  { id: 'UUNSURE', name: 'unsure', email: 'tom@example.test', isEmailConfirmed: false, sentence: /I do not know you yet/ },
  { id: 'UNOMAIL', name: 'nomail', sentence: /I do not know you yet/ },
  { id: 'ULEFT', name: 'left', email: GONE, sentence: /I do not know you yet|Your account is not active/ },
  { id: 'UNOBODY', name: 'nobody', email: 'nobody@example.test', sentence: /I do not know you yet/ },
];

type Person = ReturnType<FakeWorkspace['as']>;

let desk: Awaited<ReturnType<typeof createSlackDesk>>;
/** The ticket's card in the team's channel, and something that Maria said where everybody is. */
let card: string;
let spoken: string;
beforeAll(async () => {
  desk = await createSlackDesk();
  for (const { sentence: _, ...user } of STRANGERS) letIn(user);
  const maria = desk.workspace.as('UMARIA');
  await maria.say(maria.dm, SECRET);
  await desk.settle();
  await maria.press({ channel: maria.dm, ts: maria.sees(maria.dm).at(-1)?.ts ?? '' }, 'I cannot work');
  spoken = await maria.say(GENERAL, SECRET);
  await desk.settle();
  card = desk.workspace.as('USAM').sees(DEVICES).at(-1)?.ts ?? '';
});
afterAll(async () => {
  await desk.stop();
  await desk.database.close();
});

/** Into every channel, however private. */
function letIn(user: UserSpec): void {
  desk.workspace.addUser(user);
  for (const channel of [DEVICES, GENERAL]) desk.workspace.state.channels.get(channel)?.members.add(user.id);
}

/** What somebody tries, and what they then read, if there is a place for it. */
const ACTS: Readonly<Record<string, (who: Person) => Promise<string | undefined>>> = {
  'a direct message': async (who) => {
    await who.say(who.dm, 'how is my ticket going?');
    return who.sees(who.dm).at(-1)?.text;
  },
  'a mention': async (who) => {
    const ts = await who.say(GENERAL, `<@${desk.workspace.botUserId}> how is T-1001 going?`);
    return onlyTheirs(who.sees(GENERAL, ts));
  },
  'a word in the thread of a ticket': async (who) => {
    await who.say(DEVICES, 'note: nothing to see here', { thread: card });
    return onlyTheirs(who.sees(DEVICES, card));
  },
  'a button': async (who) => {
    await who.press({ channel: DEVICES, ts: card }, 'Claim');
    return onlyTheirs(who.sees(DEVICES));
  },
  'a button that opens a form': async (who) => {
    await who.press({ channel: DEVICES, ts: card }, 'Resolve');
    return onlyTheirs(who.sees(DEVICES));
  },
  'a form that was opened by somebody who may': async (who) => {
    const maria = desk.workspace.as('UMARIA');
    await maria.shortcut('new_ticket');
    desk.workspace.state.modals.set(who.id, desk.workspace.state.modals.get(maria.id) ?? []);
    await who.submit({ 'What is wrong?': 'everything', 'How much does it stop you?': 'I cannot work' });
    return who.modal()?.text;
  },
  'a command': async (who) => await who.command('/it', 'my laptop is loud', GENERAL),
  'a command by its word': async (who) => await who.command('/it', 'new', GENERAL),
  'a shortcut': async (who) => {
    await who.shortcut('new_ticket');
    return who.modal()?.text;
  },
  'a shortcut on a message': async (who) => {
    await who.messageShortcut('ticket_from_message', GENERAL, spoken);
    return who.modal()?.text;
  },
};

function onlyTheirs(seen: ReturnType<Person['sees']>): string | undefined {
  return seen.findLast(({ isEphemeral }) => isEphemeral)?.text;
}

/** How much of the app's everybody can read in the channels. */
function saidToAll(): number {
  const channels = [DEVICES, GENERAL].map((id) => desk.workspace.state.channels.get(id)?.messages ?? []);
  return channels.flat().filter(({ botId, onlyFor }) => botId !== undefined && onlyFor === undefined).length;
}

const audited = async (id: string) =>
  await numberOf(desk, sql`select count(*) as n from audit where actor = ${`slack/${WORKSPACE}/${id}`} and outcome = 'refused'`);

/** What there is now that must be there afterwards, and only that. */
async function before() {
  const [rows, calls, said] = [await rowCounts(desk), desk.slack.calls.length, saidToAll()];
  return async () => {
    await desk.settle();
    expect(await rowCounts(desk)).toEqual(rows);
    expect(saidToAll()).toBe(said);
    const sent = desk.slack.calls.slice(calls).map(({ args }) => JSON.stringify(args));
    for (const secret of INSIDE) expect(sent.join()).not.toMatch(secret);
  };
}

describe.each(STRANGERS)('$name', ({ id, sentence, deleted = false }) => {
  test.each(Object.keys(ACTS))('by %s gets nothing but a sentence, and it is audited', async (act) => {
    const [who, expectNothing, refusals] = [desk.workspace.as(id), await before(), await audited(id)];
    const read = await ACTS[act]?.(who);
    await expectNothing();
    // Slack delivers nothing to the direct messages of somebody who was switched off.
    const isDelivered = !(deleted && act === 'a direct message');
    expect(read ?? '').toMatch(isDelivered ? sentence : /my ticket/);
    for (const secret of INSIDE) expect(read).not.toMatch(secret);
    expect(await audited(id)).toBeGreaterThan(refusals);
    proves('slack', 'guests-refused', 'unknown-refused');
  });

  test('changes a message of theirs, reacts, and talks with others: nothing is done, and nothing said', async () => {
    const [who, expectNothing] = [desk.workspace.as(id), await before()];
    const ts = await who.say(GENERAL, 'lunch, anybody?');
    await who.edit(GENERAL, ts, 'dinner, anybody?');
    await who.react(GENERAL, spoken, 'ticket');
    await who.remove(GENERAL, ts);
    await expectNothing();
    expect(who.sees(GENERAL, ts).filter(({ isEphemeral }) => isEphemeral)).toEqual([]);
  });

  test('opens the app’s page, and reads there why it is empty', async () => {
    const [who, expectNothing] = [desk.workspace.as(id), await before()];
    await who.openHome('home');
    await who.openHome('messages');
    await expectNothing();
    expect(who.home()?.text).toMatch(sentence);
  });

  test('looks into a list of a form: it is empty', async () => {
    const expectNothing = await before();
    expect(await look(id)).toEqual({ options: [] });
    await expectNothing();
  });
});

/** Asks for the teams to which a ticket can be passed on. */
async function look(user: string): Promise<unknown> {
  const kept = { ref: { action: 'ticket.escalate', subject: '1001' }, meta: { room: DEVICES, direct: false } };
  const payload = {
    type: 'block_suggestion',
    user: { id: user, team_id: WORKSPACE },
    team: { id: WORKSPACE },
    block_id: 'team',
    action_id: 'value',
    value: '',
    view: { id: 'V1', type: 'modal', private_metadata: JSON.stringify(kept) },
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const answer = await desk.slack.post(desk.url, body, { 'content-type': 'application/x-www-form-urlencoded' });
  return answer.status === 200 ? await answer.json() : answer.status;
}

test('an agent who looks into the same list finds the teams, so that it is no use to ask for an empty one', async () => {
  expect(JSON.stringify(await look('USAM'))).toContain('Service Desk');
});

test('somebody who becomes a guest is refused from the next word on, though they were let in before', async () => {
  const lee = desk.workspace.as('ULEE');
  await lee.say(lee.dm, 'hello');
  await desk.settle();
  expect(lee.sees(lee.dm).at(-1)?.text).toMatch(/^Hello/);
  await desk.workspace.changeUser('ULEE', { isRestricted: true });
  const expectNothing = await before();
  await lee.say(lee.dm, 'hello again');
  await expectNothing();
  expect(lee.sees(lee.dm).at(-1)?.text).toMatch(/your account is a guest’s/);
  await desk.workspace.changeUser('ULEE', { isRestricted: false });
  await lee.say(lee.dm, 'and hello once more');
  await desk.settle();
  expect(lee.sees(lee.dm).at(-1)?.text).toMatch(/^Hello/);
});

test('another workspace’s users are nobody here, whoever vouches for their words', async () => {
  const expectNothing = await before();
  const other = desk.slack.addWorkspace({ id: 'T0OTHER', users: [{ id: 'UMARIA', name: 'maria', email: 'maria@example.test' }] });
  const twin = other.as('UMARIA');
  await twin.say(twin.dm, 'how is my ticket going?');
  await twin.shortcut('new_ticket');
  expect(await twin.command('/it', 'my', twin.dm)).toBeUndefined();
  await expectNothing();
  expect(desk.slack.failures.splice(0)).toEqual([expect.stringContaining('status 401'), expect.stringContaining('status 401')]);
});

test.each([
  ['E0OURS', /^Hello/],
  ['E0THEIRS', /the people of this company only/],
])('somebody of a sister workspace in the organization %s is answered %s', async (enterpriseId, answer) => {
  const own = await createSlackDesk();
  onTestFinished(own.stop);
  Object.assign(own.workspace.state, { enterpriseId: 'E0OURS' });
  own.workspace.addUser({ id: 'WSISTER', name: 'sister', email: 'lee@example.test', teamId: 'T0SISTER', enterpriseId });
  const sister = own.workspace.as('WSISTER');
  await sister.say(sister.dm, 'hello');
  await own.settle();
  expect(sister.sees(sister.dm).at(-1)?.text).toMatch(answer);
});

test('who only opens the app’s page is refused with a trace, too', async () => {
  desk.workspace.addUser({ id: 'ULATE', name: 'late', email: 'late@elsewhere.test', isRestricted: true });
  await desk.workspace.as('ULATE').openHome('home');
  await desk.workspace.as('ULATE').openHome('home');
  expect(await audited('ULATE')).toBe(1);
});

test('Slack had nothing to object to', () => {
  expect(desk.slack.failures).toEqual([]);
  expect(desk.slack.violations).toEqual([]);
});
