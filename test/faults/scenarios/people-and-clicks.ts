import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { Receipt } from '#core/front-end.ts';
import { fault } from '../support/fault.ts';
import { CHANNEL, type Somebody } from '../support/people.ts';
import { post } from '../support/platform.ts';
import { something, type Scene } from '../support/scene.ts';
import { long } from '../support/wait.ts';
import type { Here } from '../support/world.ts';

/** Reports something and returns the ticket's number. */
async function reported({ world, send }: Scene, who: Somebody): Promise<string> {
  // Its card may be posted anew later: nothing is expected of it here.
  const { delivery, token } = something(who, 'report');
  await send(delivery, []);
  await world.settled();
  const [row] = await world.database.sql<{ id: number }[]>`select id from tickets where title like ${`%${token}%`}`;
  return String(row?.id);
}

/** Asks for something that has to be approved; returns the numbers of the question and of the ticket. */
async function askedFor({ world, send }: Scene, who: Somebody): Promise<{ id: string; ticket: string }> {
  const what = `t${randomBytes(6).toString('hex')}`;
  const values = { what, why: 'I compare long tables' };
  await send({ key: `ask-${what}`, user: who.user, room: who.room, type: 'form', action: 'ticket.hardware_request', value: 'checked', values }, []);
  await world.settled();
  const [row] = await world.database.sql<{ id: number; subject: string }[]>`select id, subject from approvals where what like ${`%${what}%`}`;
  return { id: String(row?.id), ticket: row?.subject ?? '' };
}

async function click({ send }: Scene, who: Somebody, action: string, subject: string, room = CHANNEL): Promise<Receipt['kind']> {
  const key = `${action}-${randomBytes(6).toString('hex')}`;
  return await send({ key, user: who.user, room, type: 'action', action, subject }, []);
}

async function submit(
  { send }: Scene,
  who: Somebody,
  action: string,
  subject: string,
  values: Record<string, string>,
  room = CHANNEL,
): Promise<Receipt['kind']> {
  const key = `${action}-${randomBytes(6).toString('hex')}`;
  return await send({ key, user: who.user, room, type: 'form', action, subject, values }, []);
}

async function history({ world }: Scene, ticket: string): Promise<string[]> {
  const rows = await world.database.sql<{ type: string }[]>`select type from ticket_events where ticket_id = ${ticket} order by seq`;
  return rows.map(({ type }) => type);
}

/** Rows 24 and 26 to 30: what people and platforms do wrong. */
export function peopleAndClicks(world: Here): void {
  fault(world, { number: '24', fault: 'the same event three and a hundred times at once', begins: [1, 2] }, async (scene) => {
    for (const [at, times] of [3, 100].entries()) {
      const { delivery, effects } = something(world().people[at + 4] as Somebody, 'report');
      await Promise.all(Array.from({ length: times }, async () => await scene.send(delivery, [])));
      await scene.send(delivery, effects);
    }
    return { runs: 2 };
  });

  fault(world, { number: '26', fault: 'deliveries shuffled and doubled', begins: [1, 2] }, async (scene) => {
    const reports = world().people.map((who) => something(who, 'report'));
    const twice = [...reports, ...reports].map((one) => ({ one, at: Math.random() })).sort((a, b) => a.at - b.at);
    await Promise.all(twice.map(async ({ one }) => await scene.send(one.delivery, [])));
    for (const { delivery, effects } of reports) await scene.send(delivery, effects);
    await world().settled();
    const tickets = await world().database.sql<{ version: number; state: string }[]>`
      select version, state from tickets where title in ${world().database.sql(reports.map(({ token }) => `It fails ${token}`))}`;
    expect(tickets).toHaveLength(reports.length);
    expect(tickets.filter(({ version, state }) => version !== 1 || state !== 'new')).toEqual([]);
    return { note: 'deliveries only; edits and deletions of messages come later' };
  });

  fault(world, { number: '27', fault: 'an old button', begins: [1, 2] }, async (scene) => {
    const [agent, other] = world().people as [Somebody, Somebody];
    const requester = world().people[6] as Somebody;
    const ticket = await reported(scene, requester);
    await click(scene, agent, 'ticket.claim', ticket);
    await world().settled();
    await click(scene, other, 'ticket.claim', ticket);
    await world().settled();
    expect(scene.posted(`${CHANNEL}#${other.user}`, `has taken T-${ticket} already`)).toHaveLength(1);
    await submit(scene, requester, 'ticket.withdraw', ticket, { reason: '' }, requester.room);
    await world().settled();
    await click(scene, other, 'ticket.claim', ticket);
    await submit(scene, other, 'ticket.resolve', ticket, { code: 'fixed', summary: 'too late' });
    await world().settled();
    expect(await history(scene, ticket)).toEqual(['reported', 'claimed', 'withdrawn']);
    expect(scene.posted(`${CHANNEL}#${other.user}`, '').length).toBe(3);
    return { runs: 3 };
  });

  const races = long ? 1000 : 20;
  fault(world, { number: '28', fault: 'two agents claim at once', begins: [1, 2], within: long ? 600 : 90 }, async (scene) => {
    const [one, two] = world().people as [Somebody, Somebody];
    for (let done = 0; done < races; done += 20) {
      const tickets: string[] = [];
      for (const who of world().people.slice(4, 24)) tickets.push(await scene.act(who, 'report'));
      await world().settled();
      for (const token of tickets) {
        const [row] = await world().database.sql<{ id: number }[]>`select id from tickets where title like ${`%${token}%`}`;
        const id = String(row?.id);
        await Promise.all([click(scene, one, 'ticket.claim', id), click(scene, two, 'ticket.claim', id)]);
        await world().settled();
        expect(await history(scene, id)).toEqual(['reported', 'claimed']);
        expect(scene.posted(CHANNEL, '').length).toBeGreaterThan(0);
        expect(scene.effects().filter(({ text }) => text.includes(`has taken T-${id} already`))).toHaveLength(1);
      }
    }
    return { runs: races };
  });

  fault(world, { number: '29', fault: 'resolve and withdraw at once', begins: [1, 2] }, async (scene) => {
    const [agent] = world().people as [Somebody];
    const runs = 5;
    for (const requester of world().people.slice(10, 10 + runs)) {
      const ticket = await reported(scene, requester);
      await Promise.all([
        submit(scene, agent, 'ticket.resolve', ticket, { code: 'fixed', summary: 'done' }),
        submit(scene, requester, 'ticket.withdraw', ticket, { reason: '' }, requester.room),
      ]);
      await world().settled();
      const [first, outcome, ...more] = await history(scene, ticket);
      expect([first, more]).toEqual(['reported', []]);
      const loser = outcome === 'resolved' ? requester.room : `${CHANNEL}#${agent.user}`;
      expect(['resolved', 'withdrawn']).toContain(outcome);
      const audited = await world().database.sql<{ action: string }[]>`
        select action from audit where subject = ${ticket} and outcome = 'done' and action in ('ticket.resolve', 'ticket.withdraw')`;
      expect(audited).toEqual([{ action: outcome === 'resolved' ? 'ticket.resolve' : 'ticket.withdraw' }]);
      expect(scene.posted(loser, '').length).toBeGreaterThan(outcome === 'resolved' ? 1 : 0);
    }
    return { runs };
  });

  fault(world, { number: '29', fault: 'approve and deny at once', begins: [1, 2] }, async (scene) => {
    // Nobody has a manager here, so the team is asked, and the word of one of them is enough.
    const [one, two] = world().people as [Somebody, Somebody];
    const runs = 5;
    const losses: [number, number] = [0, 0];
    for (const requester of world().people.slice(16, 16 + runs)) {
      const { id, ticket } = await askedFor(scene, requester);
      await Promise.all([click(scene, one, 'approval.approve', id, one.room), submit(scene, two, 'approval.decline', id, { reason: 'No budget' }, two.room)]);
      await world().settled();
      const { sql } = world().database;
      const answers = await sql<{ answer: string; person_id: number }[]>`
        select answer, person_id from approval_asks where approval_id = ${id} and answer is not null`;
      const [approval] = await sql<{ state: string }[]>`select state from approvals where id = ${id}`;
      const isApproved = approval?.state === 'approved';
      expect(answers).toEqual([{ answer: isApproved ? 'approved' : 'declined', person_id: isApproved ? one.id : two.id }]);
      expect((await history(scene, ticket)).slice(-2)).toEqual(isApproved ? ['approval', 'approval'] : ['approval', 'withdrawn']);
      const told = scene.posted((isApproved ? two : one).room, `has ${approval?.state ?? ''} this already`);
      expect(told).toHaveLength((losses[isApproved ? 1 : 0] += 1));
    }
    return { runs };
  });

  fault(world, { number: '30', fault: 'double click, double submit', begins: [1, 2] }, async (scene) => {
    const [agent] = world().people as [Somebody];
    const { delivery, effects } = something(world().people[20] as Somebody, 'report');
    const [port = 0] = world().ports();
    await Promise.all([post(port, delivery), post(port, delivery)]);
    await scene.send(delivery, effects);
    const ticket = await reported(scene, world().people[21] as Somebody);
    await Promise.all([click(scene, agent, 'ticket.claim', ticket), click(scene, agent, 'ticket.claim', ticket)]);
    await world().settled();
    expect(await history(scene, ticket)).toEqual(['reported', 'claimed']);
    expect(scene.posted(`${CHANNEL}#${agent.user}`, `You have T-${ticket} already`)).toHaveLength(1);
    return { runs: 2 };
  });
}
