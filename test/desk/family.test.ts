import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { eventsOf, messagesOf } from '#store/tickets.ts';
import { runnableRows } from '#store/outbox.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { runRow } from '#worker/run-row.ts';
import { browserEvent, lastAudit, numberOf, report, submit } from './helpers.ts';
import { createWaveDesk, ROOM } from './wave-desk.ts';

/** Maria's ticket is the parent of Tom's and Ada's. */
let w: Awaited<ReturnType<typeof createWaveDesk>>;
let parent: number;
let toms: number;
let adas: number;
beforeEach(async () => {
  w = await createWaveDesk();
  parent = await report(w.desk, 'the laptop dock in room one is dead', MARIA);
  toms = await report(w.desk, 'my monitor stays black since nine', TOM);
  adas = await report(w.desk, 'laptop loses its wired network', w.ada);
  await w.join(toms, parent);
  await w.join(adas, parent);
});
afterEach(async () => await w.desk.database.close());

const stateOf = async (id: number) => (await w.ticketNow(id))?.state;
const bodies = async (id: number) => (await messagesOf(w.desk.database.db, id)).slice(1).map(({ body, visibility }) => ({ body, visibility }));

describe('by hand', () => {
  test('an agent makes a ticket part of another, of which both cards and both logs tell', async () => {
    expect([await w.parentNow(toms), await w.parentNow(adas)]).toEqual([parent, parent]);
    expect(await w.facts(parent)).toMatchObject({ '2 tickets hang on this': `T-${toms}, T-${adas}` });
    expect(await w.facts(toms)).toMatchObject({ 'Part of': `T-${parent}` });
    const grouped = { type: 'grouped', parent, child: adas };
    for (const id of [parent, adas]) expect((await eventsOf(w.desk.database.db, id)).at(-1)?.event).toEqual(grouped);
    expect(await lastAudit(w.desk)).toMatchObject({ action: 'ticket.join', subject: String(adas), outcome: 'done' });
  });

  test('what is offered are open tickets of the team that are no part of another', async () => {
    const foreign = await report(w.desk, 'salary list is open to everybody', LEE);
    const other = await report(w.desk, 'laptop fan howls', TOM);
    const done = await report(w.desk, 'laptop lid is loose', TOM);
    await w.resolve(done, {});
    const [field] = await w.formOf(other, 'join');
    const offered = field?.kind === 'choice' ? field.options.map(({ value }) => Number(value)) : [];
    expect(offered).toEqual([parent]);
    expect(offered).not.toContain(foreign);
  });

  test('More… has it for a ticket on its own, and the way back for a part', async () => {
    const more = async (id: number) => {
      await w.desk.act(PRIYA, ROOM, { action: 'ticket.more', subject: String(id) });
      return (await w.desk.read(PRIYA, ROOM)).findLast(({ onlyForYou }) => onlyForYou)?.buttons.map(({ label }) => label);
    };
    const alone = await report(w.desk, 'laptop fan howls', TOM);
    expect(await more(alone)).toContain('Make it part of another');
    expect(await more(toms)).toContain(`Take it off T-${parent}`);
    expect(await more(parent)).not.toContain('Make it part of another');
  });

  test('a part is taken off, and the other parts stay', async () => {
    await w.desk.act(PRIYA, ROOM, { action: 'ticket.leave', subject: String(toms) });
    expect([await w.parentNow(toms), await w.parentNow(adas)]).toEqual([undefined, parent]);
    expect(await w.facts(parent)).toMatchObject({ '1 ticket hangs on this': `T-${adas}` });
    await w.desk.act(SAM, ROOM, { action: 'ticket.leave', subject: String(toms) });
    expect(await w.told(SAM)).toBe(`T-${toms} is not part of another ticket.`);
  });

  test.each([
    ['itself', () => [parent, parent], () => `T-${parent} cannot be part of itself.`],
    ['another of which it is part already', () => [toms, parent], () => `T-${toms} is part of T-${parent} already.`],
    ['a ticket, though others hang on it', () => [parent, alone], () => `Other tickets hang on T-${parent}, so it cannot be part of another.`],
    ['a part', () => [alone, toms], () => `T-${toms} is part of T-${parent} itself, so nothing can be part of it. Take T-${parent} instead.`],
    [
      'a ticket of another team',
      () => [alone, foreign],
      () => `T-${foreign} is with another team. A ticket can be part only of one that its own team works on.`,
    ],
  ])('part of %s it cannot be', async (_, pair, words) => {
    alone = await report(w.desk, 'laptop fan howls', TOM);
    foreign = await report(w.desk, 'salary list is open to everybody', LEE);
    const [child = 0, other = 0] = pair();
    const before = await numberOf(w.desk, sql`select count(*) as n from ticket_links where kind = 'parent'`);
    await w.join(child, other);
    expect(await w.told(PRIYA)).toBe(words());
    expect(await lastAudit(w.desk)).toMatchObject({ action: 'ticket.join', outcome: 'refused' });
    expect(await numberOf(w.desk, sql`select count(*) as n from ticket_links where kind = 'parent'`)).toBe(before);
  });
  let alone: number;
  let foreign: number;

  test('of two that are made part of each other at once, one is', async () => {
    const [a, b] = [await report(w.desk, 'laptop fan howls', TOM), await report(w.desk, 'laptop lid is loose', MARIA)];
    const ask = async (as: string, id: number, other: number) =>
      await w.desk.call(as, `/rooms/${ROOM}/forms`, { action: 'ticket.join', subject: String(id), values: { parent: String(other) } });
    await Promise.all([ask(SAM, a, b), ask(PRIYA, b, a)]);
    const rows = await runnableRows(w.desk.database.db, 10);
    await Promise.all(rows.map(async ({ id }) => await runRow(w.desk.worker, id)));
    await w.desk.settle();
    expect([await w.parentNow(a), await w.parentNow(b)].filter((id) => id !== undefined)).toHaveLength(1);
    expect(await lastAudit(w.desk)).toMatchObject({ action: 'ticket.join', outcome: 'refused' });
  });
});

describe('one status for everybody', () => {
  const STATUS = 'The docks lost their network. We swap the switch until noon.';

  test('is on the card of the parent, and a reply on each ticket that each requester reads once', async () => {
    expect(await w.labels(parent)).toEqual(['Claim', 'Reply', 'Tell everybody', 'Private note', 'Resolve', 'More…']);
    await w.tell(parent, STATUS);
    expect(await w.told(SAM)).toBe('Sent to 3 people on 3 tickets.');
    for (const id of [parent, toms, adas]) {
      expect(await bodies(id)).toEqual([{ body: STATUS, visibility: 'public' }]);
      expect((await w.ticketNow(id))?.firstReplyAt).toEqual(w.desk.clock.now());
      expect((await w.threadOf(id)).at(-1)?.text).toBe(STATUS);
    }
    for (const email of [MARIA, TOM, w.ada]) expect(await w.heard(email, STATUS)).toHaveLength(1);
  });

  test('reaches somebody with two tickets once, and still is in both logs', async () => {
    const second = await report(w.desk, 'laptop lid is loose', TOM);
    await w.join(second, parent);
    await w.tell(parent, STATUS);
    expect(await w.told(SAM)).toBe('Sent to 3 people on 4 tickets.');
    expect(await w.heard(TOM, STATUS)).toHaveLength(1);
    expect([await bodies(toms), await bodies(second)]).toEqual([[{ body: STATUS, visibility: 'public' }], [{ body: STATUS, visibility: 'public' }]]);
  });

  test('reaches whoever watches once, whatever they watch and whoever reads it with them', async () => {
    const second = await report(w.desk, 'laptop lid is loose', TOM);
    await w.join(second, parent);
    for (const id of [parent, toms]) await w.desk.act(PRIYA, ROOM, { action: 'ticket.watch', subject: String(id) });
    await submit(w.desk, TOM, { action: 'ticket.inform', subject: String(second), values: { who: 'Lee Chen' } });
    await w.tell(parent, STATUS);
    for (const email of [TOM, PRIYA, LEE]) expect({ email, heard: (await w.heard(email, STATUS)).length }).toEqual({ email, heard: 1 });
    expect(await w.told(SAM)).toBe('Sent to 5 people on 4 tickets.');
  });

  test('can be written in the thread of the parent', async () => {
    await w.desk.say(PRIYA, ROOM, `!status ${STATUS}`, (await w.cardOf(parent))?.id);
    expect(await w.toldIn(PRIYA, parent)).toBe('Sent to 3 people on 3 tickets.');
    expect(await w.heard(TOM, STATUS)).toHaveLength(1);
    expect((await w.threadOf(parent)).filter(({ text }) => text === STATUS)).toEqual([]);
    expect(await lastAudit(w.desk)).toMatchObject({ action: 'ticket.tell', subject: String(parent), outcome: 'done' });
  });

  test('follows its message: whatever its author makes of it, each reads, also on a ticket that was taken off or resolved since', async () => {
    await w.desk.say(PRIYA, ROOM, `!status ${STATUS}`, (await w.cardOf(parent))?.id);
    const thread = (await w.cardOf(parent))?.id;
    const message = (await w.threadOf(parent)).findLast(({ text }) => text === `!status ${STATUS}`);
    const address = { platform: 'browser', workspace: 'local', room: ROOM, thread: String(thread) };
    const change = async (text: string | null) => {
      const edit = { type: 'edit', address, roomKind: 'channel', messageId: String(message?.id), text } as const;
      expect(await w.desk.desk.receive(browserEvent(PRIYA, edit))).toMatchObject({ kind: 'accepted' });
      await w.desk.settle();
    };
    const everywhere = async (text: string, body = text) => {
      for (const id of [parent, toms, adas]) expect(await bodies(id)).toEqual([{ body, visibility: 'public' }]);
      for (const email of [MARIA, TOM, w.ada]) expect(await w.heard(email, text)).toHaveLength(1);
      expect((await w.threadOf(toms)).map((each) => each.text)).toContain(text);
    };
    await change('!status It takes until two.');
    await everywhere('It takes until two.');
    await change('note: they are slow');
    expect(await w.toldIn(PRIYA, parent)).toMatch(/^That message has gone to the requester already/);
    await everywhere('It takes until two.');
    await w.desk.act(PRIYA, ROOM, { action: 'ticket.leave', subject: String(adas) });
    await w.resolve(toms, {});
    await change(null);
    await everywhere('This message was deleted.', '');
    expect(JSON.stringify(await w.desk.read(TOM, direct(TOM)))).not.toContain('until two');
    const log = await eventsOf(w.desk.database.db, adas);
    expect(log.map(({ event }) => event.type).filter((type) => type === 'edited')).toHaveLength(2);
  });

  test('without words, or where nothing hangs, goes to nobody', async () => {
    await w.desk.say(PRIYA, ROOM, '!status', (await w.cardOf(parent))?.id);
    expect(await w.toldIn(PRIYA, parent)).toBe('Something is missing. Write it like this: !status We know the cause Nothing was sent.');
    await w.tell(toms, STATUS);
    expect(await w.told(SAM)).toBe(`T-${toms}: No open ticket hangs on it: a reply reaches its requester. You wrote: “${STATUS}”`);
    for (const email of [MARIA, TOM, w.ada]) expect(await w.heard(email, STATUS)).toEqual([]);
  });

  test('passes over what is resolved or was taken off', async () => {
    await w.resolve(toms, {});
    await w.desk.act(PRIYA, ROOM, { action: 'ticket.leave', subject: String(adas) });
    await w.tell(parent, STATUS);
    expect(await w.told(SAM)).toContain('No open ticket hangs on it');
  });
});

describe('resolving the parent', () => {
  test('asks about its parts in the same form, and resolves them with the same words', async () => {
    const fields = await w.formOf(parent, 'resolve');
    expect(fields.map(({ name }) => name)).toEqual(['code', 'summary', 'children']);
    expect(fields.at(-1)?.label).toBe('Resolve the 2 tickets that hang on it as well?');
    await w.resolve(parent, { children: 'all' });
    for (const id of [parent, toms, adas]) {
      expect(await w.ticketNow(id)).toMatchObject({ state: 'resolved', resolutionCode: 'fixed', resolution: 'New firmware' });
    }
    for (const [email, id] of [[MARIA, parent] as const, [TOM, toms] as const, [w.ada, adas] as const]) {
      const card = (await w.desk.read(email, direct(email))).findLast(({ text }) => text.startsWith(`T-${id} ·`));
      expect(card?.buttons.map(({ label }) => label)).toEqual(['It is not fixed', '★☆☆☆☆', '★★☆☆☆', '★★★☆☆', '★★★★☆', '★★★★★']);
    }
    expect(await w.told(SAM)).toBe(`Resolved as well: T-${toms}, T-${adas}.`);
    proves('browser', 'wave');
  });

  test('alone leaves its parts open', async () => {
    await w.resolve(parent, { children: 'this' });
    expect([await stateOf(parent), await stateOf(toms), await stateOf(adas)]).toEqual(['resolved', 'new', 'new']);
  });

  test('by words asks afterwards, and one press resolves them', async () => {
    await w.desk.say(PRIYA, ROOM, '!resolve fixed New switch', (await w.cardOf(parent))?.id);
    expect([await stateOf(parent), await stateOf(toms)]).toEqual(['resolved', 'new']);
    await w.pressIn(PRIYA, parent, 'Resolve them as well');
    expect(await w.ticketNow(toms)).toMatchObject({ state: 'resolved', resolution: 'New switch' });
    expect(await w.ticketNow(adas)).toMatchObject({ state: 'resolved', resolution: 'New switch' });
    await w.desk.act(SAM, ROOM, { action: 'ticket.resolve_children', subject: String(parent) });
    expect(await w.told(SAM)).toBe(`Nothing that hangs on T-${parent} is open any more.`);
  });

  test('leaves what waits for an approval, and says so', async () => {
    const values = {
      who: String(await numberOf(w.desk, sql`select id as n from people where email = ${TOM}`)),
      what: 'A new dock',
      why: 'The old one is dead',
    };
    await submit(w.desk, PRIYA, { action: 'ticket.ask_approval', subject: String(adas), values }, ROOM);
    await w.resolve(parent, { children: 'all' });
    expect([await stateOf(toms), await stateOf(adas)]).toEqual(['resolved', 'new']);
    expect(await w.told(SAM)).toBe(`Resolved as well: T-${toms}. Still open, because an approval is awaited: T-${adas}.`);
  });

  test('is not held up by another part that joined while the form was open', async () => {
    const { version } = (await w.ticketNow(parent)) ?? { version: 0 };
    const late = await report(w.desk, 'laptop lid is loose', TOM);
    await w.join(late, parent, PRIYA);
    const values = { code: 'fixed', summary: 'New firmware', children: 'all' };
    await submit(w.desk, SAM, { action: 'ticket.resolve', subject: String(parent), version, values }, ROOM);
    expect(await stateOf(late)).toBe('resolved');
  });
});

describe('a part on its own', () => {
  test('is resolved alone', async () => {
    await w.resolve(toms, {});
    expect([await stateOf(parent), await stateOf(toms), await stateOf(adas)]).toEqual(['new', 'resolved', 'new']);
  });

  test('is reopened alone', async () => {
    await w.resolve(parent, { children: 'all' });
    await submit(w.desk, TOM, { action: 'ticket.reopen', subject: String(toms), values: { reason: 'Still black' } });
    expect([await stateOf(parent), await stateOf(toms), await stateOf(adas)]).toEqual(['resolved', 'new', 'resolved']);
  });
});

describe('a parent that ends otherwise', () => {
  test('withdrawn, it releases its parts, whose threads say so', async () => {
    await submit(w.desk, MARIA, { action: 'ticket.withdraw', subject: String(parent), values: {} });
    expect([await w.parentNow(toms), await w.parentNow(adas)]).toEqual([undefined, undefined]);
    expect([await stateOf(toms), await stateOf(adas)]).toEqual(['new', 'new']);
    expect((await w.threadOf(toms)).at(-1)?.text).toBe(`T-${parent}, of which this was part, is no longer needed. This goes on on its own.`);
    expect(await w.facts(toms)).not.toHaveProperty('Part of');
  });

  test('merged, its parts go along; a part into which it is merged becomes the parent', async () => {
    await submit(w.desk, PRIYA, { action: 'ticket.merge', subject: String(parent), values: { into: String(toms) } }, ROOM);
    expect([await w.parentNow(parent), await w.parentNow(toms), await w.parentNow(adas)]).toEqual([undefined, undefined, toms]);
    expect(await w.facts(toms)).toMatchObject({ '1 ticket hangs on this': `T-${adas}` });
  });

  test('merged into the parent, a part no longer counts as one', async () => {
    await submit(w.desk, PRIYA, { action: 'ticket.merge', subject: String(toms), values: { into: String(parent) } }, ROOM);
    expect(await w.parentNow(toms)).toBeUndefined();
    expect(await w.facts(parent)).toMatchObject({ '1 ticket hangs on this': `T-${adas}` });
  });
});

describe('who is not of the team', () => {
  test.each(['join', 'join_offered', 'leave', 'tell', 'resolve_children'])('is refused, and it is audited: %s', async (name) => {
    const action = `ticket.${name}`;
    await w.desk.call(LEE, `/rooms/${direct(LEE)}/forms`, {
      action,
      subject: String(parent),
      value: String(toms),
      values: { text: 'hello', parent: String(toms) },
    });
    await w.desk.settle();
    expect(await lastAudit(w.desk)).toMatchObject({ action, outcome: 'refused' });
    await w.desk.call(MARIA, `/rooms/${direct(MARIA)}/actions`, { action, subject: String(parent), value: String(toms) });
    await w.desk.settle();
    expect(await lastAudit(w.desk)).toMatchObject({ action, outcome: 'refused' });
    expect([await w.parentNow(toms), await w.parentNow(adas)]).toEqual([parent, parent]);
    expect(await w.heard(TOM, 'hello')).toEqual([]);
  });
});
