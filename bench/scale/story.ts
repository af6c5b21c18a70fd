import type { Sql } from 'postgres';
import { createUnderstander } from '#intent/understander.ts';
import { createDemoCompany } from '#demo/company.ts';
import type { Database } from '#store/database.ts';
import { workflows } from '#workflows/index.ts';

/** Always the same day, so that two runs fill the same tables: a Wednesday at noon. */
export const NOW = new Date('2026-11-18T12:00:00Z');

/** As many companies like the demo company work on one desk: 10,000 tickets in its three months, a few hundred of them open. */
export const COMPANIES = 25;

/** What is copied, and what is emptied to make room for the copies. */
const TOLD = ['tickets', 'ticket_events', 'messages', 'sla_cycles', 'sla_notices', 'ticket_texts'];

/**
 * The demo company with its three months, put aside in a schema `story` for copying: what happened to each ticket, with its
 * messages and clocks. People, teams, known answers and the configuration stay.
 */
export async function keepStory(database: Database): Promise<void> {
  await createDemoCompany({ database, understander: createUnderstander([]), workflows }, { now: NOW });
  await withoutTriggers(database.sql, async (sql) => {
    await sql`create schema story`;
    for (const table of TOLD) await sql.unsafe(`create table story.${table} as table ${table}`);
    await sql`alter table story.tickets add primary key (id)`;
    for (const table of TOLD.slice(1)) await sql.unsafe(`create index on story.${table} (ticket_id)`);
    await sql.unsafe(`truncate ${TOLD.join(', ')}, posted_cards, outbox cascade`);
    // As if it had been in force from the first ticket on.
    await sql`update editions set since = '1990-01-01'`;
    await addCompanies(sql);
  });
}

/** The people once more for each other company, with their teams; ids are moved by the same number in each. */
async function addCompanies(sql: Sql): Promise<void> {
  await sql`create table story.shift as select max(id) as people from people`;
  await sql`
    insert into people (id, email, name, title, department_id, manager_id, time_zone, status, privileged) overriding system value
    select p.id + c * s.people, 'c' || c || '.' || p.email, p.name, p.title, p.department_id, p.manager_id + c * s.people, p.time_zone, p.status, p.privileged
    from people p, story.shift s, generate_series(1, ${COMPANIES - 1}::int) c`;
  await sql`
    insert into team_members select m.team_id, m.person_id + c * s.people, m.is_lead from team_members m, story.shift s, generate_series(1, ${COMPANIES - 1}::int) c`;
  await sql`
    insert into devices (asset_tag, serial, model_id, state, holder_id, purchased_on, warranty_ends_on)
    select asset_tag || '-' || c, serial || '-' || c, model_id, state, holder_id + c * s.people, purchased_on, warranty_ends_on
    from devices, story.shift s, generate_series(1, ${COMPANIES - 1}::int) c`;
}

/** In one transaction in which no trigger fires and no reference is looked up: a million of them would take an hour. */
export async function withoutTriggers(sql: Database['sql'], body: (sql: Sql) => Promise<void>): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`set local maintenance_work_mem = '512MB'`;
    await tx`set local work_mem = '256MB'`;
    await tx`set local enable_seqscan = on`;
    await body(tx as unknown as Sql);
  });
}
