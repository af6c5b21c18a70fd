import { getTableName, sql } from 'drizzle-orm';
import type { DeskDeps } from '#desk/deps.ts';
import { importArticles } from '#store/article-import.ts';
import type { Database, Tx } from '#store/database.ts';
import { addEdition } from '#store/editions.ts';
import { addGroups } from '#store/groups.ts';
import { deviceModels, devices } from '#store/schema/assets.ts';
import { entitlements, products, seats } from '#store/schema/licenses.ts';
import { departments, groupMembers, people, teamChannels, teamMembers, teams } from '#store/schema/people.ts';
import { messages, ticketEvents, tickets } from '#store/schema/tickets.ts';
import { keepAllCycles } from '#store/sla-replay.ts';
import { demoArticles } from './articles.ts';
import { planLiveTickets } from './cards.ts';
import { openLicenses } from './licenses.ts';
import { demoEdition, demoFile } from './desk-file.ts';
import { planCompany, type DemoPlan } from './plan.ts';
import { historyStart } from './reports.ts';

export interface DemoSummary {
  readonly people: number;
  readonly teams: number;
  readonly devices: number;
  readonly products: number;
  readonly tickets: number;
  readonly openTickets: number;
}

/** Whether nobody is known yet: only then may a demo company move in. */
export async function isEmpty(database: Database): Promise<boolean> {
  return !(await hasPeople(database.db));
}

/**
 * Fills an empty database with a company that has used the desk for three months. All of it or nothing.
 * @throws Error when there are people already: real data must never mix with made-up data.
 */
export async function createDemoCompany(deps: Pick<DeskDeps, 'database' | 'understander' | 'workflows'>, options: { now: Date }): Promise<DemoSummary> {
  const plan = planCompany(options.now);
  const articles = await demoArticles();
  await deps.database.db.transaction(async (tx) => {
    if (await hasPeople(tx)) throw new Error('The demo company needs an empty database, and this one has people.');
    await insertPlan(tx, plan);
    const content = demoEdition(new Map(plan.teams.map(({ key, id }) => [key, id])));
    // As if it had been so from the first ticket on.
    await addEdition(tx, { since: historyStart(options.now), content, source: demoFile().source });
    await moveSequences(tx);
    await openLicenses(tx, options.now);
    await keepAllCycles(tx, options.now);
    await importArticles(tx, articles, options.now);
    await planLiveTickets(deps, tx, options.now);
  });
  return {
    people: plan.people.length,
    teams: plan.teams.length,
    devices: plan.devices.length,
    products: plan.products.length,
    tickets: plan.tickets.length,
    openTickets: plan.tickets.filter(({ state }) => state === 'new' || state === 'in_progress' || state === 'waiting').length,
  };
}

async function hasPeople(tx: Tx): Promise<boolean> {
  const found = await tx.select({ id: people.id }).from(people).limit(1);
  return found.length > 0;
}

/** In the order that references need. Tickets come before their events, whose check waits for the commit. */
async function insertPlan(tx: Tx, plan: DemoPlan): Promise<void> {
  await tx.insert(departments).overridingSystemValue().values(plan.departments);
  await tx.insert(people).overridingSystemValue().values(plan.people);
  await addGroups(tx, [...new Set(plan.groupMembers.map(({ groupName }) => groupName))]);
  await tx.insert(groupMembers).values(plan.groupMembers);
  await tx.insert(teams).overridingSystemValue().values(plan.teams);
  await tx.insert(teamMembers).values(plan.teamMembers);
  await tx.insert(teamChannels).values(plan.teamChannels);
  await tx.insert(deviceModels).overridingSystemValue().values(plan.deviceModels);
  await tx.insert(devices).overridingSystemValue().values(plan.devices);
  await tx.insert(products).overridingSystemValue().values(plan.products);
  await tx.insert(entitlements).overridingSystemValue().values(plan.entitlements);
  await tx.insert(seats).overridingSystemValue().values(plan.seats);
  for (const part of inParts(plan.tickets)) await tx.insert(tickets).values(part);
  for (const part of inParts(plan.messages)) await tx.insert(messages).overridingSystemValue().values(part);
  for (const part of inParts(plan.ticketEvents)) await tx.insert(ticketEvents).values(part);
}

/** Postgres takes 65,535 parameters in a statement; a ticket, the widest row, has 17. */
function inParts<T>(rows: readonly T[]): T[][] {
  const size = 3000;
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => rows.slice(index * size, (index + 1) * size));
}

/** The plan brings its own ids; what comes next goes on after them. */
async function moveSequences(tx: Tx): Promise<void> {
  const tables = [departments, people, teams, deviceModels, devices, products, entitlements, seats, tickets, messages].map(getTableName);
  const moves = tables.map((name) => `setval(pg_get_serial_sequence('${name}', 'id'), (select max(id) from ${name}))`);
  await tx.execute(sql.raw(`select ${moves.join(', ')}`));
}
