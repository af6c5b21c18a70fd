import { and, asc, eq, isNull, max, sql } from 'drizzle-orm';
import type { Standing } from '#rules/summary-rights.ts';
import { nextDue, type Due, type Schedule } from '#rules/schedule.ts';
import type { Tx } from './database.ts';
import { departments, people, teamMembers, teams } from './schema/people.ts';
import { summaries, summaryNudges, summarySubscriptions, summaryTeams } from './schema/summaries.ts';

type Row = typeof summarySubscriptions.$inferSelect;
export type Summary = typeof summaries.$inferSelect;

export interface Subscription extends Omit<Row, 'every' | 'weekday' | 'monthDay' | 'time'> {
  readonly schedule: Schedule;
  readonly teams: readonly { readonly id: number; readonly name: string }[];
}

/** Undefined when there is no such person. */
export async function standingOf(tx: Tx, personId: number): Promise<Standing | undefined> {
  const hasReports = sql<boolean>`exists (select from people r where r.manager_id = ${people.id} and r.status = 'active')`;
  const [person] = await tx
    .select({ status: people.status, department: { id: departments.id, name: departments.name }, hasReports })
    .from(people)
    .innerJoin(departments, eq(departments.id, people.departmentId))
    .where(eq(people.id, personId));
  if (!person) return undefined;
  const worksIn = await tx
    .select({ id: teams.id, name: teams.name, isLead: teamMembers.isLead })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(eq(teamMembers.personId, personId))
    .orderBy(asc(teams.id));
  return { active: person.status === 'active', teams: worksIn, department: person.department, hasReports: person.hasReports };
}

/** What somebody gets now; undefined when they get nothing. With `lock`, nobody else changes it until the transaction ends. */
export async function subscriptionOf(tx: Tx, personId: number, lock = false): Promise<Subscription | undefined> {
  const query = tx
    .select()
    .from(summarySubscriptions)
    .where(and(eq(summarySubscriptions.personId, personId), isNull(summarySubscriptions.stoppedAt)));
  const [row] = await (lock ? query.for('update') : query);
  return row && (await whole(tx, row));
}

/** Addresses, in lower case, of those who get what they have asked for themselves. */
export async function ownSummaries(tx: Tx): Promise<Set<string>> {
  const rows = await tx
    .select({ email: sql<string>`lower(${people.email})` })
    .from(summarySubscriptions)
    .innerJoin(people, eq(people.id, summarySubscriptions.personId))
    .where(and(isNull(summarySubscriptions.stoppedAt), eq(summarySubscriptions.fromFile, false)));
  return new Set(rows.map(({ email }) => email));
}

/** Stopped ones, too. With `lock`, nobody else changes it until the transaction ends. */
export async function subscriptionById(tx: Tx, id: number, lock = false): Promise<Subscription | undefined> {
  const query = tx.select().from(summarySubscriptions).where(eq(summarySubscriptions.id, id));
  const [row] = await (lock ? query.for('update') : query);
  return row && (await whole(tx, row));
}

async function whole(tx: Tx, { every, weekday, monthDay, time, ...row }: Row): Promise<Subscription> {
  const about = await tx
    .select({ id: teams.id, name: teams.name })
    .from(summaryTeams)
    .innerJoin(teams, eq(teams.id, summaryTeams.teamId))
    .where(eq(summaryTeams.subscriptionId, row.id))
    .orderBy(asc(teams.id));
  return { ...row, schedule: scheduleOf({ every, weekday, monthDay, time }), teams: about };
}

function scheduleOf({ every, weekday, monthDay, time }: Pick<Row, 'every' | 'weekday' | 'monthDay' | 'time'>): Schedule {
  if (every === 'week') return { every, weekday: weekday ?? 1, time };
  if (every === 'month') return { every, day: monthDay ?? 1, time };
  return { every, time };
}

export interface Wanted {
  readonly personId: number;
  readonly schedule: Schedule;
  /** IANA zone. */
  readonly zone: string;
  readonly about: { readonly teams: readonly { readonly id: number }[] } | { readonly department: { readonly id: number } };
  /** The team in whose channel it is shown; without, in direct messages. */
  readonly channelTeamId?: number | undefined;
  readonly fromFile?: boolean;
}

const FROM_FILE = eq(summarySubscriptions.fromFile, true);

/**
 * From now on this person gets that, and nothing else: another row, when it is about something else or shown elsewhere, as summaries
 * that were shown are drawn by theirs. @throws Error when the file would replace what somebody has asked for themselves
 */
export async function saveSubscription(tx: Tx, wanted: Wanted, now: Date): Promise<Subscription> {
  const { personId, schedule, zone, about, channelTeamId, fromFile = false } = wanted;
  const current = await subscriptionOf(tx, personId, true);
  if (fromFile && current?.fromFile === false) throw new Error(`Person ${personId} has asked for a summary themselves.`);
  const stays = current !== undefined && isLike(current, wanted);
  if (current && !stays) await stopSubscription(tx, current.id, now);
  const next = nextDue(schedule, zone, now, stays ? await lastShownOn(tx, current.id) : undefined);
  const columns = {
    every: schedule.every,
    weekday: schedule.every === 'week' ? schedule.weekday : null,
    monthDay: schedule.every === 'month' ? schedule.day : null,
    time: schedule.time,
    zone,
    departmentId: 'department' in about ? about.department.id : null,
    channelTeamId: channelTeamId ?? null,
    fromFile,
    nextOn: next.on,
    nextAt: next.at,
  };
  const [row] = await tx
    .insert(summarySubscriptions)
    .values({ personId, startedAt: now, ...columns })
    .onConflictDoUpdate({
      target: summarySubscriptions.personId,
      targetWhere: isNull(summarySubscriptions.stoppedAt),
      set: columns,
      ...(fromFile ? { setWhere: FROM_FILE } : {}),
    })
    .returning();
  if (!row) throw new Error('The subscription was not stored.');
  await tx.delete(summaryTeams).where(eq(summaryTeams.subscriptionId, row.id));
  const teamRows = 'teams' in about ? about.teams.map(({ id }) => ({ subscriptionId: row.id, teamId: id })) : [];
  if (teamRows.length > 0) await tx.insert(summaryTeams).values(teamRows);
  return await whole(tx, row);
}

function isLike({ teams: before, departmentId, channelTeamId }: Subscription, { about, channelTeamId: channel }: Wanted): boolean {
  if (channelTeamId !== (channel ?? null)) return false;
  if ('department' in about) return departmentId === about.department.id;
  return before.length === about.teams.length && before.every(({ id }) => about.teams.some((team) => team.id === id));
}

/** The last day for which one was shown: there is no second for it. */
async function lastShownOn(tx: Tx, subscriptionId: number): Promise<string | undefined> {
  const [last] = await tx
    .select({ on: max(summaries.dueOn) })
    .from(summaries)
    .where(eq(summaries.subscriptionId, subscriptionId));
  return last?.on ?? undefined;
}

/** False when it was stopped before. */
export async function stopSubscription(tx: Tx, id: number, now: Date): Promise<boolean> {
  const stopped = await tx
    .update(summarySubscriptions)
    .set({ stoppedAt: now })
    .where(and(eq(summarySubscriptions.id, id), isNull(summarySubscriptions.stoppedAt)))
    .returning({ id: summarySubscriptions.id });
  return stopped.length > 0;
}

export async function moveOn(tx: Tx, id: number, zone: string, next: Due): Promise<void> {
  await tx.update(summarySubscriptions).set({ zone, nextOn: next.on, nextAt: next.at }).where(eq(summarySubscriptions.id, id));
}

/** Undefined when one was shown for that day already. */
export async function addSummary(tx: Tx, summary: Omit<typeof summaries.$inferInsert, 'asOf'>): Promise<Summary | undefined> {
  const [added] = await tx
    .insert(summaries)
    .values({ ...summary, asOf: summary.shownAt })
    .onConflictDoNothing()
    .returning();
  return added;
}

export async function summaryById(tx: Tx, id: number): Promise<Summary | undefined> {
  const [row] = await tx.select().from(summaries).where(eq(summaries.id, id));
  return row;
}

/** From now on it says how things stand then. */
export async function lookAgain(tx: Tx, id: number, now: Date): Promise<void> {
  await tx
    .update(summaries)
    .set({ version: sql`${summaries.version} + 1`, asOf: sql`greatest(${summaries.asOf}, ${now.toISOString()}::timestamptz)` })
    .where(eq(summaries.id, id));
}

/** False when somebody has asked about that ticket from this summary before. */
export async function addNudge(tx: Tx, nudge: typeof summaryNudges.$inferInsert): Promise<boolean> {
  return (await tx.insert(summaryNudges).values(nudge).onConflictDoNothing().returning({ id: summaryNudges.ticketId })).length > 0;
}

/** The tickets asked about from a summary. */
export async function nudgedFrom(tx: Tx, summaryId: number): Promise<ReadonlySet<number>> {
  const rows = await tx.select({ id: summaryNudges.ticketId }).from(summaryNudges).where(eq(summaryNudges.summaryId, summaryId));
  return new Set(rows.map(({ id }) => id));
}
