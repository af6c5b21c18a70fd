import { beforeEach, afterEach, describe, expect, test } from 'vitest';
import { direct } from '#test/support/client.ts';
import { GONE, LEE, MARIA, PRIYA, SAM } from '#test/support/company.ts';
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
    expect(await titles(MARIA)).toEqual({ 'My requests': [`T-${badge}`, `T-${loud}`] });
    const [open, resolved] = (await homeOf(MARIA))[0]?.cards ?? [];
    expect(open?.buttons.map(({ label }) => label)).toEqual(['Add something', 'No longer needed']);
    expect(resolved?.buttons.map(({ label }) => label)).toContain('It is not fixed');
    expect(JSON.stringify(open)).toContain('Sent to Service Desk; somebody will take it soon');
  });

  test('with nothing says what to do', async () => {
    expect(await homeOf(MARIA)).toEqual([{ title: 'My requests', empty: 'You have nothing open with us. If something is wrong, just tell me.', cards: [] }]);
  });

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
      { word: 'take', action: 'ticket.take', quotes: 'at_once' },
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
