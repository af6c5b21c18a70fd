import { beforeEach, afterEach, describe, expect, test } from 'vitest';
import { direct } from '#test/support/client.ts';
import { GONE, LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { findTicket } from '#store/tickets.ts';
import { browserEvent, bypassEdge, report, submit, type TestDesk } from './helpers.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await createTestDesk();
});
afterEach(async () => await desk.database.close());

const homeOf = async (email: string) => await desk.desk.home({ user: { id: email, email }, address: { platform: 'browser', workspace: 'local' } });
const titles = async (email: string) =>
  Object.fromEntries((await homeOf(email)).map(({ title, cards }) => [title, cards.map((card) => card.title.split(' ')[0])]));
const act = async (as: string, action: string, id: number, values = {}) => await submit(desk, as, { action: `ticket.${action}`, subject: String(id), values });

describe('a person’s own page', () => {
  test('shows what they asked for, newest first: open, or resolved and perhaps not fixed', async () => {
    const loud = await report(desk, 'my laptop is loud');
    const slow = await report(desk, 'my laptop is slow');
    const badge = await report(desk, 'the door badge fails');
    await act(SAM, 'resolve', loud, { code: 'fixed', summary: 'A new fan' });
    await act(MARIA, 'withdraw', slow);
    expect(await titles(MARIA)).toEqual({ 'My requests': [`T-${badge}`, `T-${loud}`], 'My devices': ['Lenovo'] });
    const [open, resolved] = (await homeOf(MARIA))[0]?.cards ?? [];
    expect(open?.buttons.map(({ label }) => label)).toEqual(['Add something', 'No longer needed', 'Keep somebody informed', 'Make it private']);
    expect(resolved?.buttons.map(({ label }) => label)).toContain('It is not fixed');
    expect(JSON.stringify(open)).toContain('Sent to Service Desk; somebody will take it soon');
  });

  test('with nothing says what to do', async () => {
    expect(await homeOf(LEE)).toMatchObject([
      { title: 'My requests', empty: 'You have nothing open with us. If something is wrong, just tell me.', cards: [] },
      {},
      {},
    ]);
    expect(await titles(TOM)).not.toHaveProperty('My devices');
  });

  test('shows what they hold, and a press asks for what is still to be known', async () => {
    await desk.database.sql`insert into products (name, vendor) values ('Figma', 'Figma')`;
    await desk.database
      .sql`insert into entitlements (product_id, seats, seat_price_cents, currency, starts_on, ends_on) values (1, 5, 1500, 'EUR', '2026-01-01', '2027-01-01')`;
    await desk.database.sql`insert into seats (entitlement_id, product_id, person_id, since) select 1, 1, id, '2026-02-01' from people where email = ${MARIA}`;
    const [, devices, licenses] = await homeOf(MARIA);
    expect([devices, licenses]).toMatchObject([
      { title: 'My devices', cards: [{ title: 'Lenovo ThinkPad T14 (DS-0001)' }] },
      { title: 'My licenses', cards: [{ title: 'Figma', blocks: [{ facts: [{ value: '2026-02-01' }, { value: '2027-01-01' }] }] }] },
    ]);
    const [broken] = devices?.cards[0]?.buttons ?? [];
    await desk.act(MARIA, direct(MARIA), { action: broken?.action ?? '', value: broken?.value ?? '' });
    expect((await desk.last(MARIA, direct(MARIA))).text).toBe('You would like to replace a device (Lenovo ThinkPad T14 (DS-0001)). What has happened to it?');
    await desk.say(MARIA, direct(MARIA), 'coffee ran into it');
    expect(await titles(MARIA)).toMatchObject({ 'My requests': ['T-1001'] });
    expect(await findTicket(desk.database.db, 1001)).toMatchObject({ title: 'Replace: Lenovo ThinkPad T14 (DS-0001)', category: 'hardware' });
    const [back] = licenses?.cards[0]?.buttons ?? [];
    await desk.act(MARIA, direct(MARIA), { action: back?.action ?? '', value: back?.value ?? '' });
    expect((await desk.last(MARIA, direct(MARIA))).text).toContain('You would like to give back a license (Figma).');
  });

  test.each(['hardware.replace/device/1', 'license.return/license/1', 'hardware.replace/device/99', 'constructor/device/1', ''])(
    'somebody else’s thing, or none, is not asked about: %j',
    async (value) => {
      await desk.act(PRIYA, direct(PRIYA), { action: 'ticket.about_thing', value });
      expect((await desk.last(PRIYA, direct(PRIYA))).text).toBe('That is not in your name any more. Tell me what you need, and I will pass it on.');
    },
  );

  test('shows ten at most', async () => {
    for (let count = 0; count < 11; count += 1) await report(desk, `my laptop is loud ${count}`);
    expect((await homeOf(MARIA))[0]?.cards).toHaveLength(10);
  });

  test('of an agent shows their queue, and what waits in each of their teams, the most urgent first', async () => {
    const loud = await report(desk, 'my laptop is loud');
    const slow = await report(desk, 'my laptop is slow');
    const dead = await report(desk, 'my laptop is dead');
    const badge = await report(desk, 'the door badge fails');
    await act(SAM, 'claim', loud);
    await act(SAM, 'set_priority', dead, { priority: '1' });
    expect(await titles(SAM)).toEqual({
      'My requests': [],
      'My queue': [`T-${loud}`],
      'Waiting to be taken: Service Desk': [`T-${badge}`],
      'Waiting to be taken: Devices': [`T-${dead}`, `T-${slow}`],
    });
    expect(await titles(PRIYA)).toMatchObject({ 'My queue': [], 'Waiting to be taken: Devices': [`T-${dead}`, `T-${slow}`] });
    expect(await titles(LEE)).not.toHaveProperty('Waiting to be taken: Devices');
  });

  test('has buttons that know what was seen: an old one does not pass over what came since', async () => {
    const id = await report(desk, 'my laptop is loud');
    const resolve = (await homeOf(SAM)).flatMap(({ cards }) => cards.flatMap(({ buttons }) => buttons)).find(({ label }) => label === 'Resolve');
    expect(resolve).toMatchObject({ action: 'ticket.resolve', subject: String(id), version: 1 });
    await act(MARIA, 'add', id, { text: 'now it smells, too' });
    await submit(desk, SAM, { action: 'ticket.resolve', subject: String(id), version: resolve?.version, values: { code: 'fixed', summary: 'A fan' } });
    expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'new' });
  });

  test('is shown to nobody who has left', async () => {
    await expect(homeOf(GONE)).rejects.toThrow(/GONE|no active account|has left/i);
  });
});

describe('the ways in without words', () => {
  test('are named in full', () => {
    expect(desk.desk.entrances.map(({ word, action, quotes }) => ({ word, action, quotes }))).toEqual([
      { word: 'new', action: 'ticket.report', quotes: 'form' },
      { word: 'my', action: 'ticket.list', quotes: undefined },
      { word: 'password', action: 'ticket.password_reset', quotes: undefined },
      { word: 'equipment', action: 'ticket.hardware_request', quotes: undefined },
      { word: 'access', action: 'ticket.access_request', quotes: undefined },
      { word: 'take', action: 'ticket.take', quotes: 'at_once' },
      { word: 'license', action: 'license.ask', quotes: undefined },
    ]);
  });

  test('“my” brings the open ones down', async () => {
    const id = await report(desk, 'my laptop is loud');
    await desk.say(MARIA, direct(MARIA), 'hello');
    await desk.act(MARIA, direct(MARIA), { action: 'ticket.list' });
    expect((await desk.last(MARIA, direct(MARIA))).text).toMatch(`T-${id}`);
  });

  test('“my” in a channel shows nothing there, and says where it is', async () => {
    const id = await report(desk, 'my laptop is slow', SAM);
    const address = { platform: 'browser', workspace: 'local', room: 'service-desk' };
    const list = async (email: string) => await bypassEdge(desk, browserEvent(email, { type: 'action', action: 'ticket.list', address, roomKind: 'channel' }));
    await list(SAM);
    expect(await desk.last(SAM, 'service-desk')).toMatchObject({ text: 'I have put them in our direct messages.', onlyForYou: true });
    expect((await desk.last(SAM, direct(SAM))).text).toMatch(`T-${id}`);
    await homeOf(LEE);
    await list(LEE);
    expect(await desk.last(LEE, 'service-desk')).toMatchObject({ onlyForYou: true, text: expect.stringMatching(/nothing open/) as string });
    expect(await desk.read(LEE, direct(LEE))).toEqual([]);
  });
});
