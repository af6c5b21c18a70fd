import { describe, expect, test } from 'vitest';
import { OPEN_STATES, type Ticket, type TicketEvent } from '#core/ticket.ts';
import { isWorkday, localTime, weekday } from '#demo/calendar.ts';
import { planCompany } from '#demo/plan.ts';
import { TOPICS } from '#demo/topics/index.ts';
import { routeTo } from '#rules/routing.ts';
import { foldTicket } from '#rules/ticket-fold.ts';

// A Wednesday; a Monday, when hardly anything is recent; a day around which clocks change; a leap day.
const DAYS = ['2026-03-11', '2026-06-01', '2026-11-02', '2028-02-29'];
const plans = DAYS.map((day) => [day, planCompany(new Date(`${day}T09:30:00Z`))] as const);
const plan = planCompany(new Date('2026-03-11T09:30:00Z'));
const personOf = new Map(plan.people.map((person) => [person.id, person]));

describe('the people', () => {
  test('make a company of the promised size', () => {
    expect(plan.people).toHaveLength(40);
    expect(plan.departments).toHaveLength(4);
    expect(plan.teams).toHaveLength(3);
    expect(new Set(plan.people.map(({ email }) => email)).size).toBe(40);
    expect(new Set(plan.people.map(({ timeZone }) => timeZone)).size).toBeGreaterThanOrEqual(4);
  });

  test('report to one chief, without circles', () => {
    expect(plan.people.filter(({ managerId }) => managerId === null)).toHaveLength(1);
    for (const person of plan.people) {
      const line = new Set<number>();
      for (let at = person; at.managerId !== null; at = personOf.get(at.managerId) ?? at) {
        expect(line.has(at.id)).toBe(false);
        line.add(at.id);
      }
    }
  });

  test('have one privileged administrator, who is in the group of administrators', () => {
    const privileged = plan.people.filter((person) => person.privileged).map(({ id }) => id);
    expect(privileged).toHaveLength(1);
    expect(plan.groupMembers.filter(({ groupName }) => groupName === 'administrators').map(({ personId }) => personId)).toEqual(privileged);
  });

  test('support in teams of two to four with one lead', () => {
    for (const { id } of plan.teams) {
      const members = plan.teamMembers.filter(({ teamId }) => teamId === id);
      expect(members.length).toBeGreaterThanOrEqual(2);
      expect(members.length).toBeLessThanOrEqual(4);
      expect(members.filter(({ isLead }) => isLead)).toHaveLength(1);
    }
  });
});

describe('what they have', () => {
  test('is 60 devices of 8 models, a laptop for everybody', () => {
    expect(plan.devices).toHaveLength(60);
    expect(plan.deviceModels).toHaveLength(8);
    expect(new Set(plan.devices.map(({ serial }) => serial)).size).toBe(60);
    expect(new Set(plan.devices.map(({ state }) => state))).toEqual(new Set(['in_use', 'in_stock', 'in_repair', 'retired']));
    for (const device of plan.devices) expect(device.state === 'in_use').toBe(device.holderId !== null);
    const laptops = new Set(plan.deviceModels.filter(({ kind }) => kind === 'laptop').map(({ id }) => id));
    const holders = plan.devices.filter(({ modelId }) => laptops.has(modelId)).map(({ holderId }) => holderId);
    for (const person of plan.people) expect(holders).toContain(person.id);
  });

  test('is 10 products, none with more holders than seats', () => {
    expect(plan.products).toHaveLength(10);
    for (const { id, seats } of plan.entitlements) {
      expect(plan.seats.filter(({ entitlementId, until }) => entitlementId === id && until === null).length).toBeLessThanOrEqual(seats);
    }
    const held = plan.seats.filter(({ until }) => until === null).map(({ productId, personId }) => `${productId} ${personId}`);
    expect(new Set(held).size).toBe(held.length);
  });
});

describe('the history', () => {
  test('is the same for every moment of a day', () => {
    expect(planCompany(new Date('2026-03-11T23:59:59Z'))).toEqual(plan);
  });

  test.each(plans)('leaves a believable desk behind on %s', (_, { tickets, ticketEvents }) => {
    expect(tickets).toHaveLength(400);
    const open = tickets.filter(({ state }) => OPEN_STATES.includes(state));
    expect(open.length).toBeGreaterThanOrEqual(9);
    expect(open.length).toBeLessThanOrEqual(16);
    expect(new Set(open.map(({ state }) => state)).size).toBe(3);
    const maria = plan.people.find(({ email }) => email === 'maria.lindqvist@fernwood.example');
    expect(open.filter(({ requesterId }) => requesterId === maria?.id)).toEqual([]);
    expect(new Set(tickets.map(({ title }) => title)).size).toBeGreaterThanOrEqual(80);
    expect(ticketEvents.every(({ at }) => at.getTime() % 1000 === 0)).toBe(true);
  });

  test.each(plans)('ends before %s', (day, { ticketEvents, messages }) => {
    const end = new Date(`${day}T00:00:00Z`);
    expect([...ticketEvents, ...messages].filter(({ at }) => at >= end)).toEqual([]);
  });

  test.each(plans)('folds into its tickets, without gaps and in order (%s)', (_day, { tickets, ticketEvents }) => {
    const folded = new Map<number, Ticket>();
    for (const { ticketId, seq, type, data, at } of ticketEvents) {
      const before = folded.get(ticketId);
      expect(at.getTime()).toBeGreaterThanOrEqual(before?.updatedAt.getTime() ?? 0);
      const after = foldTicket(before, { id: ticketId, event: { type, ...data } as TicketEvent, at });
      expect(after.version).toBe(seq);
      folded.set(ticketId, after);
    }
    expect([...folded.values()]).toEqual(tickets);
    expect(tickets.map(({ id }) => id)).toEqual(tickets.map((_, index) => 1001 + index));
    expect(tickets.map(({ createdAt }) => createdAt)).toEqual(tickets.map(({ createdAt }) => createdAt).toSorted((a, b) => a.getTime() - b.getTime()));
  });

  test('begins in working hours', () => {
    const inHours = plan.tickets.filter(({ createdAt, requesterId }) => {
      const { day, minute } = localTime(createdAt, personOf.get(requesterId)?.timeZone ?? 'UTC');
      return isWorkday(day) && minute >= 8 * 60 && minute < 18 * 60;
    });
    expect(inHours.length / plan.tickets.length).toBeGreaterThanOrEqual(0.85);
  });

  test.each(plans)('peaks on Mondays and rests on weekends (%s)', (_day, { tickets }) => {
    const perWeekday = [0, 0, 0, 0, 0, 0, 0];
    for (const { createdAt, requesterId } of tickets) {
      const at = weekday(localTime(createdAt, personOf.get(requesterId)?.timeZone ?? 'UTC').day);
      perWeekday[at] = (perWeekday[at] ?? 0) + 1;
    }
    expect(Math.max(...perWeekday)).toBe(perWeekday[1]);
    expect((perWeekday[0] ?? 0) + (perWeekday[6] ?? 0)).toBeLessThan(25);
  });

  test('is worked on by members of the team, never by the requester', () => {
    const members = new Set(plan.teamMembers.map(({ teamId, personId }) => `${teamId} ${personId}`));
    const ticketOf = new Map(plan.tickets.map((ticket) => [ticket.id, ticket]));
    for (const { ticketId, type, actorId } of plan.ticketEvents) {
      if (type !== 'claimed' && type !== 'resolved' && type !== 'asked') continue;
      const ticket = ticketOf.get(ticketId);
      expect(members.has(`${ticket?.teamId} ${actorId}`)).toBe(true);
      expect(actorId).not.toBe(ticket?.requesterId);
    }
  });

  test('points every message at one event of the same ticket, notes being private', () => {
    const events = plan.ticketEvents.filter(({ data }) => data['messageId'] !== undefined);
    expect(events).toHaveLength(plan.messages.length);
    const messageOf = new Map(plan.messages.map((message) => [message.id, message]));
    for (const { ticketId, type, data, actorId, at } of events) {
      const visibility = type === 'noted' ? 'private' : 'public';
      expect(messageOf.get(Number(data['messageId']))).toMatchObject({ ticketId, authorId: actorId, at, visibility });
    }
    expect(plan.messages.filter(({ body }) => /[{}]/.test(body))).toEqual([]);
  });

  test('has reopened and rated tickets in the promised shares', () => {
    expect(plan.tickets.filter(({ reopenCount }) => reopenCount > 0).length / 400).toBeCloseTo(0.06, 1);
    expect(plan.tickets.filter(({ stars }) => stars !== null).length / 400).toBeCloseTo(0.45, 1);
  });
});

test('every title is sent to the team that has it', () => {
  for (const team of plan.teams) {
    const titles = TOPICS[team.key].flatMap((topic) => topic.titles.map(([, title]) => title));
    expect(titles.filter((title) => routeTo(plan.teams, title) !== team.id)).toEqual([]);
  }
});
