import { sql } from 'drizzle-orm';
import { DeskError } from '#core/errors.ts';
import { formatDate, parseDate } from '#rules/business-time/local-time.ts';
import { isZone, localDay } from '#rules/business-time/zone.ts';
import { startOf } from '#rules/schedule.ts';
import type { Database, Tx } from '#store/database.ts';
import { departmentIds } from '#store/people.ts';
import { listTeams } from '#store/teams.ts';
import { measureAll, type Measured } from './index.ts';
import type { Period, Scope } from './kpi.ts';

const DAYS = 7;

/** Which figures somebody outside chat asks for; dates such as `2026-11-30`. */
export interface Asked {
  /** Keys or names; of none, all. */
  readonly teams: readonly string[];
  readonly departments: readonly string[];
  /** Without it, seven days before `to`. */
  readonly from?: string | undefined;
  /** Not included. Without it, today. */
  readonly to?: string | undefined;
  /** IANA; UTC without it. */
  readonly zone?: string | undefined;
}

/** A period, and as long a one just before it. */
export interface Periods {
  readonly period: Period;
  readonly before: Period;
}

export interface Figured extends Periods {
  readonly figures: readonly Measured[];
  readonly earlier: readonly Measured[];
}

/** @throws DeskError `invalid` that says what to write instead */
export function periodsOf({ from, to, zone = 'UTC' }: Pick<Asked, 'from' | 'to' | 'zone'>, now: Date): Periods {
  if (!isZone(zone)) throw wrong(`“${zone}” is not the name of a time zone. One looks like “Europe/Vienna”.`);
  const last = to === undefined ? localDay(zone, now) : dayOf(to);
  const first = from === undefined ? last - DAYS : dayOf(from);
  if (first >= last) throw wrong('The first day has to be before the last. The last is not included.');
  const between = (start: number, end: number): Period => ({ from: startOf(zone, formatDate(start)), to: startOf(zone, formatDate(end)), zone });
  return { period: between(first, last), before: between(2 * first - last, first) };
}

/** @throws DeskError `invalid` for a team or a department that does not exist */
export async function figuresAsked(tx: Tx, { teams, departments }: Pick<Asked, 'teams' | 'departments'>, periods: Periods): Promise<Figured> {
  const scope = { ...(await inTeams(tx, teams)), ...(await inDepartments(tx, departments)) };
  return { ...periods, figures: await measureAll(tx, periods.period, scope), earlier: await measureAll(tx, periods.before, scope) };
}

/** The same as of one instant. @throws Error when a query takes longer than ten seconds */
export async function figuresAtOnce(db: Database['db'], about: Pick<Asked, 'teams' | 'departments'>, periods: Periods): Promise<Figured> {
  const work = async (tx: Tx) => {
    await tx.execute(sql`set local statement_timeout = '10s'`);
    return await figuresAsked(tx, about, periods);
  };
  return await db.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

async function inTeams(tx: Tx, keys: readonly string[]): Promise<Scope> {
  if (keys.length === 0) return {};
  const teams = await listTeams(tx);
  const noTeam = (key: string): never => {
    throw wrong(`There is no team “${key}”. There are: ${teams.map((team) => team.key).join(', ')}.`);
  };
  return { teamIds: keys.map((key) => teams.find((team) => team.key === key || team.name === key)?.id ?? noTeam(key)) };
}

async function inDepartments(tx: Tx, names: readonly string[]): Promise<Scope> {
  if (names.length === 0) return {};
  const departments = await departmentIds(tx);
  const noDepartment = (name: string): never => {
    throw wrong(`There is no department “${name}”. There are: ${[...departments.keys()].join(', ')}.`);
  };
  return { departmentIds: names.map((name) => departments.get(name) ?? noDepartment(name)) };
}

function dayOf(text: string): number {
  const day = parseDate(text);
  if (day === undefined) throw wrong(`“${text}” is not a date. One looks like “2026-11-30”.`);
  return day;
}

function wrong(userMessage: string): DeskError {
  return new DeskError('invalid', { userMessage });
}
