import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takerOf } from '#bot/teams/offering.ts';
import { createConversations } from '#bot/teams/conversations.ts';
import { createConnector } from '#bot/teams/connector.ts';
import { createOffers } from '#bot/teams/offers.ts';
import { newToken } from '#lib/ids.ts';
import { proves } from '#test/parity/proves.ts';
import { SUMMARY } from '#test/support/charts.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { inTeams, type TeamsPeople } from '#test/support/teams-people.ts';
import { later, outward, type TeamsDesk } from './meeting.ts';

/** A picture as people paste them: too large to stand within a message. */
const screenshot = (name: string) => ({
  name,
  mediaType: 'image/png',
  bytes: Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(60_000)]),
  isPasted: true,
});
const { signal } = new AbortController();

let desk: TeamsDesk;
let people: TeamsPeople;
let thread: string;
beforeAll(async () => {
  desk = await createTeamsDesk();
  people = inTeams(desk);
  const { maria, sam, say, press, last } = people;
  await say(maria, maria.dm, 'my laptop does not start');
  await press(maria, maria.dm, 'I cannot work');
  thread = last(sam, desk.devices).id;
});
afterAll(async () => {
  await desk.stop();
  await desk.database.close();
});

/** Sam passes a screenshot on; the question that Maria gets. */
async function offered(name: string) {
  const { maria, sam, say, last } = people;
  await say(sam, desk.devices, `Like this: ${name}`, { thread, files: [screenshot(name)] });
  return last(maria, maria.dm);
}

const named = (name: string) => people.maria.drive().filter((file) => file.name.startsWith(name.split('.')[0] ?? ''));
const audited = async (offer: unknown) =>
  [...(await desk.database.db.execute(sql`select actor, action, outcome from audit where subject = ${offer} order by at`))].map(({ action, outcome }) => [
    action,
    outcome,
  ]);
const offerIn = (message: { readonly activity: object }) => /"offer":"([-\w]+)"/.exec(JSON.stringify(message.activity))?.[1] ?? expect.fail('No offer.');

describe('a file that an agent passes on', () => {
  test('is offered with its name and whose it is, and put up once the requester accepts, however often they press', async () => {
    const { maria, message } = people;
    const question = await offered('blue.png');
    expect(question).toMatchObject({
      text: 'blue.png\nFrom Sam Okafor. If you accept, I put it into your OneDrive.',
      notice: '📎 blue.png: may I put it into your OneDrive?',
      buttons: ['Accept', 'Decline'],
    });
    await Promise.all([maria.accept(question.id), maria.accept(question.id)]);
    await desk.settle();
    await maria.accept(question.id);
    await maria.decline(question.id);
    await desk.settle();
    expect(named('blue.png')).toMatchObject([{ name: 'blue.png', text: screenshot('').bytes.toString() }]);
    expect(message(maria, maria.dm, question.id)).toMatchObject({ text: 'blue.png', notice: '📎 blue.png is in your OneDrive.', buttons: [], changes: 1 });
    expect(await audited(offerIn(question))).toEqual([['file.accept', 'done']]);
    // Nothing of it is kept.
    const rows = await desk.database.db.execute(sql`select state, text, source, upload from teams_offers where id = ${offerIn(question)}`);
    expect([...rows]).toEqual([{ state: 'given', text: null, source: null, upload: null }]);
    proves('teams', 'files-out');
  });

  test('declined: it says so in a sentence, and stays out, whatever is pressed then', async () => {
    const { maria, message } = people;
    const question = await offered('red.png');
    await maria.decline(question.id);
    const said = 'All right, red.png does not go into your OneDrive. Sam Okafor has it: write to me if you need it after all.';
    expect(message(maria, maria.dm, question.id).text.replaceAll('\u2060', '')).toBe(said);
    await maria.accept(question.id);
    await desk.settle();
    expect(named('red.png')).toEqual([]);
    expect(message(maria, maria.dm, question.id).text.replaceAll('\u2060', '')).toBe(said);
  });

  test('nobody else takes it, and nothing goes anywhere but into OneDrive', async () => {
    const { maria, sam, last } = people;
    const question = await offered('green.png');
    await sam.acceptUnseen(sam.dm, { offer: offerIn(question) });
    expect(last(sam, sam.dm).text).toBe('That file was offered to somebody else, so I did nothing.');
    expect((await sam.acceptUnseen(desk.devices, { offer: offerIn(question) })).status).toBe(400);
    for (const uploadUrl of ['https://evil.example/upload', `${desk.tenant.serviceUrl}v3/upload`]) {
      await maria.accept(question.id, { uploadUrl });
      expect(last(maria, maria.dm).text).toContain('Teams named a place for the file that is not in OneDrive');
    }
    await desk.settle();
    expect([maria.drive().length, sam.drive()]).toEqual([1, []]);
    const refused = ['file.accept', 'refused'];
    expect(await audited(offerIn(question))).toEqual([refused, refused]);
    await maria.accept(question.id);
    await desk.settle();
    expect(named('green.png')).toHaveLength(1);
  });

  test('who has left the company is turned away', async () => {
    const { maria, last } = people;
    const question = await offered('late.png');
    const switchTo = async (status: string) => await desk.database.db.execute(sql`update people set status = ${status} where email = 'maria@example.test'`);
    await switchTo('left');
    await maria.accept(question.id);
    await desk.settle();
    await switchTo('active');
    expect(last(maria, maria.dm).text).toBe('Your account is not active, so I cannot help here.');
    expect(named('late.png')).toEqual([]);
  });
});

describe('whatever breaks', () => {
  test.each([
    ['after the upload, before its card', 'half.png', { operation: 'update', cut: true }],
    ['the upload’s own answer is lost', 'lost.png', { operation: 'upload', dropAnswer: true }],
    ['OneDrive is busy', 'busy.png', { operation: 'upload', status: 429, retryAfter: 1 }],
    ['OneDrive is in trouble', 'trouble.png', { operation: 'upload', status: 503 }],
  ] as const)('%s: the file is there once, with its card', async (_, name, fault) => {
    const { maria, message } = people;
    const question = await offered(name);
    const struck = desk.fake.fault(fault);
    await maria.accept(question.id);
    await desk.settle();
    expect(struck.hits()).toBe(1);
    expect(message(maria, maria.dm, question.id).buttons).toEqual(['Accept', 'Decline']);
    // Pressed again meanwhile: it is at work already.
    await maria.accept(question.id);
    await later(desk);
    expect(named(name)).toHaveLength(1);
    expect(message(maria, maria.dm, question.id)).toMatchObject({ text: name, buttons: [] });
  });

  test('what cannot be fetched is told, and may be accepted again', async () => {
    const { maria, last, message } = people;
    const question = await offered('away.png');
    desk.fake.fault({ operation: 'attachment', status: 404 });
    await maria.accept(question.id);
    await desk.settle();
    expect(last(maria, maria.dm).text.replaceAll('\u2060', '')).toContain('I could not pass on away.png from Sam Okafor.');
    await maria.accept(question.id);
    await desk.settle();
    expect(named('away.png')).toHaveLength(1);
    expect(message(maria, maria.dm, question.id).buttons).toEqual([]);
  });

  test('what OneDrive refuses for good is said in the card, and how it is got otherwise', async () => {
    const { maria, message } = people;
    const question = await offered('full.png');
    desk.fake.fault({ operation: 'upload', status: 403 });
    await maria.accept(question.id);
    await desk.settle();
    expect(message(maria, maria.dm, question.id).text.replaceAll('\u2060', '')).toBe(
      'I could not put full.png into your OneDrive: it was not taken there. Sam Okafor has it: write to me if you need it after all.',
    );
    expect((await outward(desk)).at(-1)).toMatchObject({ kind: 'file', state: 'done' });
  });

  test('a question whose own answer is lost is not asked twice: the post comes, and says how the file is got', async () => {
    const { sam } = people;
    const [place, key] = [{ platform: 'teams', workspace: desk.tenant.id, room: sam.dm }, newToken()];
    desk.fake.fault({ operation: 'post', dropAnswer: true });
    await expect(desk.frontEnd.send(place, SUMMARY, key, signal)).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await desk.frontEnd.find(place, key, signal)).toBeUndefined();
    const id = await desk.frontEnd.send(place, SUMMARY, key, signal);
    const [question, post, ...more] = sam.sees(sam.dm).slice(-2);
    expect([question?.buttons, post?.id, more]).toEqual([['Accept', 'Decline'], id, []]);
    expect(post?.text).toContain('I cannot put it here. You get it by the command');
  });

  test('with a post that is tried again after its file was offered, the file is not offered again', async () => {
    const { sam } = people;
    const [place, key] = [{ platform: 'teams', workspace: desk.tenant.id, room: sam.dm }, newToken()];
    const before = sam.sees(sam.dm).length;
    const trouble = desk.fake.fault({ operation: 'post', status: 502, code: 'ServiceError', times: 2 });
    await expect(desk.frontEnd.send(place, SUMMARY, key, signal)).rejects.toMatchObject({ outcome: 'not_done' });
    await desk.frontEnd.files?.find(place, key, signal);
    trouble.end();
    await desk.frontEnd.send(place, SUMMARY, key, signal);
    await desk.frontEnd.send(place, SUMMARY, key, signal);
    expect(
      sam
        .sees(sam.dm)
        .slice(before)
        .filter(({ buttons }) => buttons.includes('Accept')),
    ).toHaveLength(1);
  });
});

test('what nobody answered for a week is kept no longer, and whoever answers then is told', async () => {
  const { maria, message } = people;
  const question = await offered('old.png');
  desk.clock.advance(8 * 24 * 60 * 60_000);
  await createOffers(desk).sweep();
  expect([...(await desk.database.db.execute(sql`select from teams_offers`))]).toEqual([]);
  await maria.accept(question.id);
  await desk.settle();
  expect(message(maria, maria.dm, question.id).text).toContain('I keep a file for a week at most, and do not have this one any more.');
  expect(people.failures).toEqual([]);
});

test('in government clouds, where apps may offer no files, nobody is asked', async () => {
  const connector = createConnector(desk.settings, desk.fake.stand.token);
  const conversations = createConversations({ ...desk, connector });
  const place = { platform: 'teams', workspace: desk.tenant.id, room: people.maria.dm };
  expect(await takerOf({ settings: desk.settings, conversations }, place)).toBe(people.maria.user.aadObjectId);
  expect(await takerOf({ settings: { ...desk.settings, cloud: 'us_government' }, conversations }, place)).toBeUndefined();
});
