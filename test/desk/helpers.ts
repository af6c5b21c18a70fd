import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Accepted } from '#bot/browser/api.ts';
import type { ActionRef, ChatEvent } from '#core/chat-event.ts';
import type { FormValues } from '#core/form.ts';
import { newToken } from '#lib/ids.ts';
import { noLimits } from '#test/support/limits.ts';
import { acceptEvent } from '#store/inbox.ts';
import { MARIA } from '#test/support/company.ts';
import { direct } from '#test/support/client.ts';
import type { createTestDesk } from '#test/support/desk.ts';

export type TestDesk = Awaited<ReturnType<typeof createTestDesk>>;

interface Filled extends ActionRef {
  readonly values: FormValues;
}

/** Sends a filled form and runs all that follows. */
export async function submit(desk: TestDesk, as: string, form: Filled, room = direct(as)): Promise<void> {
  const { status, body } = await desk.call<Accepted>(as, `/rooms/${room}/forms`, form);
  expect({ status, body }).toMatchObject({ status: 202 });
  await desk.settle();
}

/** Opens a ticket through the form, whatever similar ones there are. Returns its id. */
export async function report(desk: TestDesk, summary: string, as = MARIA): Promise<number> {
  await submit(desk, as, { action: 'ticket.report', value: 'checked', values: { summary, urgency: 'slowed' } });
  return await numberOf(desk, sql`select max(id) as n from tickets`);
}

/** The one number a query asks for. */
export async function numberOf(desk: Pick<TestDesk, 'database'>, query: ReturnType<typeof sql>): Promise<number> {
  const [row] = await desk.database.db.execute<{ n: number | string }>(query);
  return Number(row?.n);
}

/** How many rows there are of everything that a request could leave behind. */
export async function rowCounts(desk: Pick<TestDesk, 'database'>): Promise<Record<string, unknown> | undefined> {
  const [counts] = await desk.database.db.execute(sql`
    select (select count(*) from inbox) as inbox, (select count(*) from outbox) as outbox, (select count(*) from tickets) as tickets,
      (select count(*) from ticket_events) as events, (select count(*) from messages) as messages, (select count(*) from browser_messages) as posts`);
  return counts;
}

/** The newest line of the audit. */
export async function lastAudit(desk: TestDesk): Promise<Record<string, unknown> | undefined> {
  const [entry] = await desk.database.db.execute(sql`select actor, action, subject, outcome, reason, person_id from audit order by id desc limit 1`);
  return entry;
}

/** An event of the browser front end, as if its edge had let it through. */
export function browserEvent<E extends Partial<ChatEvent>>(email: string, event: E) {
  return {
    key: `browser/local/test/${newToken()}`,
    user: { id: email, email },
    address: { platform: 'browser', workspace: 'local', room: direct(email) },
    roomKind: 'direct' as const,
    at: new Date().toISOString(),
    ...event,
  };
}

/** Puts an event behind the edge, where only the worker still checks it, and runs it. */
export async function bypassEdge(desk: TestDesk, event: ChatEvent): Promise<void> {
  const requestId = newToken();
  await acceptEvent(desk.database.db, { limits: noLimits, event, requestId, lane: `test:${requestId}` });
  await desk.settle();
}

/** Somebody who has not talked with the desk yet: the Ada, Bob or Cleo of one test. Returns their address. */
export async function hire(desk: Pick<TestDesk, 'database'>, name: string): Promise<string> {
  const email = `${name.toLowerCase()}-${newToken()}@example.test`;
  await desk.database.db.execute(sql`
    insert into people (email, name, title, department_id, time_zone) select ${email}, ${name}, 'Account Manager', id, 'Europe/Stockholm' from departments limit 1`);
  return email;
}
