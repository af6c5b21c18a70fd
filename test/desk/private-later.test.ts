import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { findTicket } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { createFollowUpDesk, idOf, toldOf } from './follow-up-desk.ts';
import { browserEvent, hire, numberOf, report, submit, type TestDesk } from './helpers.ts';
import { goOnUntil, mon } from './sla-desk.ts';
import { createWaveDesk, SAID, threeReports } from './wave-desk.ts';

/** A ticket that is private from some word on: what was said before is hidden, and what is said with it goes nowhere else. */
let desk: TestDesk;
afterEach(async () => await desk.database.close());

const start = async () => {
  desk = await createTestDesk();
  for (const email of [TOM, SAM, PRIYA]) await desk.say(email, direct(email), 'hello');
};
const newest = async () => await numberOf(desk, sql`select max(id) as n from tickets`);
const isPrivate = async (id: number) => (await findTicket(desk.database.db, id))?.private;
const inDirect = async (email: string) => JSON.stringify(await desk.read(email, direct(email)));
const times = async (email: string, text: string) => (await desk.read(email, direct(email))).filter((message) => message.text.includes(text)).length;
const act = async (as: string, id: number, action: string, values: Record<string, string> = {}, value = '') =>
  await submit(desk, as, { action: `ticket.${action}`, subject: String(id), value, values });
const press = async (as: string, id: number, action: string) => await desk.act(as, direct(as), { action: `ticket.${action}`, subject: String(id) });
/** An edit as a platform that has them reports it. */
const edit = async (message: number | undefined, text: string) => {
  const address = { platform: 'browser', workspace: 'local', room: direct(MARIA) };
  await desk.desk.receive(browserEvent(MARIA, { type: 'edit', address, roomKind: 'direct', messageId: String(message), text }));
  await desk.settle();
};
const cardOf = async (as: string, room: string, id: number) => (await desk.read(as, room)).findLast(({ text }) => text.startsWith(`T-${id} ·`));
const ofTeam = async () => {
  const messages = (await desk.read(PRIYA, 'devices')).filter(({ onlyForYou }) => !onlyForYou);
  return JSON.stringify([messages, await Promise.all(messages.map(async ({ id }) => await desk.read(PRIYA, 'devices', id)))]);
};

/** What a requester may do with a ticket of theirs, saying these words. */
const WAYS: Readonly<Record<string, (id: number, words: string) => Promise<unknown>>> = {
  'with thanks for an answer': async (id) => {
    await act(SAM, id, 'reply', { text: 'We look at it' });
    await desk.say(MARIA, direct(MARIA), 'Thanks. Please keep this between us.');
  },
  'a form': async (id, text) => await act(MARIA, id, 'add', { text }),
  'under their card': async (id, text) => await desk.say(MARIA, direct(MARIA), text, (await cardOf(MARIA, direct(MARIA), id))?.id),
  'with thanks under their card': async (id, text) => await desk.say(MARIA, direct(MARIA), `Thank you! ${text}`, (await cardOf(MARIA, direct(MARIA), id))?.id),
  'with its number': async (id, text) => await desk.say(MARIA, direct(MARIA), `T-${id}: ${text}`),
  'withdrawing it': async (id, reason) => await act(MARIA, id, 'withdraw', { reason }),
  'reporting it again with a tick': async (_, words) => {
    await submit(desk, MARIA, { action: 'ticket.report', values: { summary: `my laptop leaks: ${words.slice(-11)}`, urgency: 'slowed', private: 'yes' } });
    await desk.click(MARIA, direct(MARIA), 'Yes, add it there');
  },
  'reopening it': async (id, reason) => {
    await act(SAM, id, 'resolve', { code: 'fixed', summary: 'A new one' });
    await act(MARIA, id, 'reopen', { reason });
  },
  'changing what they said': async (id, words) => {
    await edit((await desk.say(MARIA, direct(MARIA), `T-${id}: it stopped at noon`)).message, `T-${id}: ${words}`);
  },
};
const FAULTS = ['beeps', 'clicks', 'smells', 'melts', 'bends', 'sings', 'leaks', 'shakes', 'sleeps'];

test('whichever way its requester says so, the words reach no channel', async () => {
  await start();
  const ways = Object.entries(WAYS);
  const made: boolean[] = [];
  for (const [at, [, run]] of ways.entries()) {
    const id = await report(desk, `my laptop ${FAULTS[at]}`);
    await run(id, `This is confidential: treatment ${at}`);
    made.push((await isPrivate(id)) === true);
  }
  const shown = await ofTeam();
  const found = ways.map(([way], at) => ({ way, private: made[at], leaks: shown.includes(`treatment ${at}`) }));
  expect(found).toEqual(ways.map(([way]) => ({ way, private: true, leaks: false })));
});

test('a manager who was asked by the desk hears no more of it, whether it is said, changed or answered so', async () => {
  await start();
  const values = { what: 'a second monitor', why: 'for long tables' };
  const ask = async (why = values.why) => {
    await submit(desk, MARIA, { action: 'ticket.hardware_request', value: 'checked', values: { ...values, why } });
    return await newest();
  };
  const said = await ask();
  expect(await inDirect(TOM)).toContain('for long tables');
  await desk.say(MARIA, direct(MARIA), `T-${said}: this is confidential: I need it for my treatment`);
  expect(await findTicket(desk.database.db, said)).toMatchObject({ private: true, approval: 'withdrawn' });

  const changed = await ask();
  await edit((await desk.say(MARIA, direct(MARIA), `T-${changed}: for the tables of this year`)).message, `T-${changed}: this is confidential: treatment`);
  expect(await findTicket(desk.database.db, changed)).toMatchObject({ private: true, approval: 'withdrawn' });

  const answered = await ask('This is confidential: for my treatment');
  expect(await findTicket(desk.database.db, answered)).toMatchObject({ private: true, approval: null });
  for (const read of [await inDirect(TOM), await ofTeam()]) expect(read).not.toContain('treatment');
  expect((await desk.read(TOM, direct(TOM))).flatMap(({ buttons }) => buttons.map(({ label }) => label))).not.toContain('Approve');
  // They can go on with it all the same, and the manager is not asked again.
  await act(MARIA, said, 'add', { text: 'for my treatment in May' });
  expect(await inDirect(TOM)).not.toContain('treatment');
});

test('a complaint about a colleague is its writer’s own, and the colleague reads nothing of it', async () => {
  await start();
  await desk.say(MARIA, direct(MARIA), 'Confidential: Tom’s laptop shows harassing mails');
  await desk.click(MARIA, direct(MARIA), 'It slows me down');
  expect(await findTicket(desk.database.db, await newest())).toMatchObject({ private: true, requesterId: await idOf(desk, MARIA) });
  expect(await inDirect(TOM)).not.toMatch(/harass|reported/);
});

test('what its requester has merged into it is hidden with it; what others said in confidence on one that was merged hangs in no channel', async () => {
  await start();
  const first = await report(desk, 'my laptop shows harassing mails');
  const second = await report(desk, 'my laptop smells');
  await act(SAM, first, 'merge', { into: `T-${second}` });
  expect(await ofTeam()).toContain('harassing');
  await press(MARIA, second, 'make_private');
  expect([await isPrivate(first), await isPrivate(second)]).toEqual([true, true]);
  expect(await ofTeam()).not.toMatch(/harassing|smells/);

  const toms = await report(desk, 'the monitor in room four flickers', TOM);
  const marias = await report(desk, 'monitor flickers in room four');
  await act(SAM, marias, 'merge', { into: `T-${toms}` });
  await act(MARIA, marias, 'add', { text: 'This is confidential: for my treatment' });
  expect(await isPrivate(toms)).toBe(false);
  expect(await ofTeam()).not.toContain('treatment');
  expect(await inDirect(SAM)).toContain('treatment');
  expect(await inDirect(TOM)).not.toContain('treatment');
});

test('whoever hands it back reads no longer what was said, and nobody is told what they did themselves, or anything twice', async () => {
  desk = await createFollowUpDesk();
  for (const email of [SAM, PRIYA]) await desk.say(email, direct(email), 'hello');
  const id = await report(desk, 'This is confidential: my laptop shows odd mails');
  await press(PRIYA, id, 'claim');
  await act(MARIA, id, 'add', { text: 'harassing ones' });
  expect(await inDirect(PRIYA)).toContain('harassing ones');
  await act(PRIYA, id, 'snooze', { when: 'two_hours', reason: 'The log comes' });
  expect(await times(PRIYA, 'has snoozed')).toBe(0);
  await goOnUntil(desk, mon(11));
  expect(await times(PRIYA, 'goes on now')).toBe(1);
  await act(PRIYA, id, 'hand_over', { to: String(await idOf(desk, SAM)), word: 'You know these' });
  expect(await times(SAM, 'You know these')).toBe(1);
  expect(await inDirect(PRIYA)).not.toContain('harassing ones');
  await act(SAM, id, 'hand_over', { to: String(await idOf(desk, PRIYA)) });
  expect(await inDirect(PRIYA)).toContain('harassing ones');
  await press(PRIYA, id, 'hand_back');
  expect(await inDirect(PRIYA)).not.toContain('harassing ones');
});

test('whoever was asked to take it reads its words no longer', async () => {
  desk = await createFollowUpDesk();
  const id = await report(desk, 'my laptop shows harassing mails');
  for (const at of [mon(9, 15), mon(9, 30)]) await goOnUntil(desk, at);
  expect(await inDirect(PRIYA)).toMatch(/harassing/);
  await press(MARIA, id, 'make_private');
  expect(await toldOf(desk, PRIYA, id)).toEqual(['can you take it?']);
  for (const email of [SAM, PRIYA]) expect(await inDirect(email)).not.toMatch(/harassing|Maria/);
});

test('it leaves those that it hangs together with, as their parent and as a part, and joins no other', async () => {
  const w = await createWaveDesk();
  desk = w.desk;
  const [parent, part] = [await report(desk, 'the laptop dock in room one is dead', MARIA), await report(desk, 'my monitor stays black since nine', TOM)];
  const third = await report(desk, 'laptop loses its wired network', w.ada);
  await w.join(part, parent);
  await press(TOM, part, 'make_private');
  expect(await w.parentNow(part)).toBeUndefined();
  await w.join(third, parent);
  await press(MARIA, parent, 'make_private');
  expect(await w.parentNow(third)).toBeUndefined();
  expect((await w.threadOf(third)).at(-1)?.text).toBe('This is no longer part of another ticket: it goes on on its own.');
  expect(await w.facts(third)).not.toHaveProperty('Part of');
  await desk.act(PRIYA, 'devices', { action: 'ticket.join_offered', subject: String(third), value: String(parent) });
  expect(await w.told(PRIYA)).toBe(`T-${parent} is private, so it hangs together with no other ticket.`);
  expect(await w.parentNow(third)).toBeUndefined();
});

test('a question about several names it no longer; the one in its own thread is over', async () => {
  const w = await createWaveDesk();
  desk = w.desk;
  const [first, second, third] = await threeReports(w);
  const question = async () => JSON.stringify((await w.threadOf(third)).find(({ text }) => /report the same|^This is part of/.test(text)));
  await press(MARIA, first, 'make_private');
  expect(await question()).toContain(`2 people report the same: T-${second}, T-${third}. Make one`);
  expect(await question()).not.toContain(`T-${first}`);
  expect(await w.ticketNow(first)).toMatchObject({ title: 'A private request' });
  await press(w.ada, third, 'make_private');
  expect(await question()).toContain(`This is part of T-${third}, which is private.`);
  expect(await question()).not.toMatch(/dock|Make/i);
  // The others can be asked about anew.
  await report(desk, SAID[3], await hire(desk, 'Bo'));
  const newcomer = await report(desk, SAID[1], await hire(desk, 'Cleo'));
  expect((await w.threadOf(newcomer)).map(({ text }) => text)).toContainEqual(expect.stringMatching(new RegExp(`^3 people report the same: T-${second}, `)));
});
