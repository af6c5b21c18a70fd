import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findTicket, messagesOf } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { lastAudit, report, type TestDesk } from './helpers.ts';

/** Maria's laptop waits for somebody of the Devices team; Sam writes in its thread. */
let desk: TestDesk;
let id: number;
let thread: number;
beforeAll(async () => {
  desk = await createTestDesk();
});
beforeEach(async () => {
  id = await report(desk, 'my laptop is loud');
  thread = (await desk.last(SAM, 'devices')).id;
});

const write = async (text: string, as = SAM) => await desk.say(as, 'devices', text, thread);
const ticketNow = async () => await findTicket(desk.database.db, id);
const answer = async () => await desk.last(SAM, 'devices', thread);
const everythingMariaSees = async () => JSON.stringify(await desk.read(MARIA, direct(MARIA)));

describe('an agent who writes in the thread', () => {
  test('takes the ticket, sets its priority and resolves it, and the audit has it as if buttons had been pressed', async () => {
    await write('!claim');
    expect(await ticketNow()).toMatchObject({ state: 'in_progress' });
    expect(await lastAudit(desk)).toMatchObject({ actor: `browser/local/${SAM}`, action: 'ticket.claim', subject: String(id), outcome: 'done' });
    await write('!p1');
    expect(await ticketNow()).toMatchObject({ priority: 1 });
    await write('!ask Since when?');
    expect(await ticketNow()).toMatchObject({ state: 'waiting' });
    await write('!resolve fixed It was the cable');
    expect(await ticketNow()).toMatchObject({ state: 'resolved', resolutionCode: 'fixed', resolution: 'It was the cable' });
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.resolve', outcome: 'done' });
    expect(await everythingMariaSees()).not.toContain('!');
  });

  test('hands it over and back', async () => {
    await write('!hand over priya you know these fans');
    expect((await desk.last(PRIYA, direct(PRIYA))).text).toMatch(/Priya Raman has it$/);
    expect((await desk.read(PRIYA, direct(PRIYA))).at(-2)?.text).toContain('you know these fans');
    await write('!hand back');
    expect(await answer()).toMatchObject({ text: 'Only the person who has taken this can do it.', onlyForYou: true });
    await write('!hand back', PRIYA);
    expect(await ticketNow()).toMatchObject({ state: 'new', assigneeId: null });
  });

  test('merges it, and passes it on', async () => {
    const other = await report(desk, 'laptop noise is back');
    await write(`!merge t-${other}`);
    expect(await ticketNow()).toMatchObject({ mergedInto: other });
    thread = (await desk.read(SAM, 'devices')).findLast(({ text }) => text.startsWith(`T-${other} ·`))?.id ?? 0;
    await write('!escalate service-desk It is the licence');
    expect((await desk.last(LEE, 'service-desk')).text).toMatch(new RegExp(`^T-${other} ·`));
    expect(await findTicket(desk.database.db, other)).toMatchObject({ state: 'new', assigneeId: null });
  });

  test('keeps a note', async () => {
    await write('!note the requester is difficult');
    expect((await messagesOf(desk.database.db, id)).at(-1)).toMatchObject({ body: 'the requester is difficult', visibility: 'private' });
    expect(await everythingMariaSees()).not.toContain('difficult');
  });

  test('is told who was first, and the audit knows of it', async () => {
    await write('!claim', PRIYA);
    await write('!claim');
    expect((await answer()).text).toContain(`Priya Raman has taken T-${id} already`);
    expect(await lastAudit(desk)).toMatchObject({ outcome: 'refused' });
  });

  test('is told what can be written', async () => {
    await write('!help');
    expect(await answer()).toMatchObject({ onlyForYou: true, text: expect.stringContaining('!hand over Priya') as string });
    expect(JSON.stringify((await desk.last(SAM, 'devices')).card)).toContain('stays in your team');
  });
});

describe('what is mistyped reaches nobody', () => {
  test.each([
    ['!clam', /^I do not know that command, so I have sent it to nobody\.\n.*!claim/s],
    ['!nite the requester is difficult', /sent it to nobody/],
    ['!!! the requester is difficult', /sent it to nobody/],
    ['noet: the requester is difficult', /^That looks like a private note, so I have sent it to nobody\./],
    ['!resolve it was the cable', /^Say how it ended.* no_fault_found, .*Nothing was sent\.$/],
    ['!resolve fixed', /^Something is missing\. Write it like this: !resolve fixed It was the cable Nothing was sent\.$/],
    ['!hand over Lee', /^Say to whom: .*Priya Raman, Sam Okafor\. Nothing was sent\.$/],
    ['!escalate moon it is far', /^Say to which team, .*Service Desk\. Nothing was sent\.$/],
    ['!escalate service desk', /^Something is missing/],
    ['!merge', /^Something is missing/],
    ['!merge T-9999', /^I cannot find that ticket\.$/],
    ['!ask', /^Something is missing/],
    ['!note', /^Your note is empty\.$/],
  ])('“%s”', async (text, told) => {
    const before = { ticket: await ticketNow(), maria: await everythingMariaSees() };
    await write(text);
    const last = await answer();
    expect(last.onlyForYou).toBe(true);
    expect(last.text).toMatch(told);
    expect({ ticket: await ticketNow(), maria: await everythingMariaSees() }).toEqual(before);
  });

  test('but a requester’s bang is passed on as it is', async () => {
    const card = (await desk.read(MARIA, direct(MARIA))).findLast(({ text }) => text.startsWith(`T-${id}`));
    await desk.say(MARIA, direct(MARIA), '!claim', card?.id);
    expect(await desk.last(SAM, 'devices', thread)).toMatchObject({ text: '!claim', quoted: 'Maria Lindqvist' });
    expect(await ticketNow()).toMatchObject({ state: 'new' });
  });
});
