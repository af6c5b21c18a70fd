import { sql } from 'drizzle-orm';
import type { Edition } from '#rules/edition.ts';
import { USUAL_NOTICES, type NoticeSettings } from '#rules/notices.ts';
import { direct } from '#test/support/client.ts';
import { numberOf, report, submit, type TestDesk } from './helpers.ts';
import { createSlaDesk } from './sla-desk.ts';

interface Settings extends Partial<Edition> {
  readonly change?: Partial<NoticeSettings>;
  /** The file says nothing of notices. */
  readonly usual?: true;
}

/** A desk without promises whose teams work from nine to five in Vienna, and where nobody has quiet hours but by the test's own word. */
export async function createFollowUpDesk({ change = {}, usual, ...more }: Settings = {}): Promise<TestDesk> {
  const notices = usual ? {} : { notices: { ...USUAL_NOTICES, quietHours: undefined, ...change } };
  return await createSlaDesk([], {}, { teamCalendars: { devices: 'office', 'service-desk': 'office' }, ...notices, ...more });
}

/** Maria's laptop, for the Devices team: Sam, its lead, and Priya. */
export async function reportLaptop(desk: TestDesk): Promise<number> {
  return await report(desk, 'my laptop is loud');
}

export async function act(desk: TestDesk, as: string, id: number, action: string, values: Record<string, string> = {}): Promise<void> {
  await submit(desk, as, { action, subject: String(id), values });
}

export async function idOf(desk: TestDesk, email: string): Promise<number> {
  return await numberOf(desk, sql`select id as n from people where email = ${email}`);
}

export async function joins(desk: TestDesk, email: string, team: string): Promise<void> {
  await desk.database.db.execute(sql`
    insert into team_members (team_id, person_id) select t.id, p.id from teams t, people p where t.key = ${team} and p.email = ${email}`);
}

export async function moves(desk: TestDesk, email: string, zone: string): Promise<void> {
  await desk.database.db.execute(sql`update people set time_zone = ${zone} where email = ${email}`);
}

/** What somebody has in their direct messages about a ticket, without its heading. */
export async function toldOf(desk: TestDesk, email: string, id: number): Promise<string[]> {
  const heading = new RegExp(`^(?:A reminder of )?T-${id} · [^:]*: `);
  return (await desk.read(email, direct(email))).filter(({ text }) => heading.test(text)).map(({ text }) => text.replace(heading, ''));
}

/** Types of what has happened to a ticket since it was reported; `desk:` before what the desk did. */
export async function logOf(desk: TestDesk, id: number): Promise<string[]> {
  const rows = await desk.database.db.execute<{ type: string; actor_id: string | null }>(
    sql`select type, actor_id from ticket_events where ticket_id = ${id} and seq > 1 order by seq`,
  );
  return rows.map(({ type, actor_id: actor }) => (actor === null ? `desk: ${type}` : type));
}
