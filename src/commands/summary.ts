import { parseArgs } from 'node:util';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { parseDate, formatDate } from '#rules/business-time/local-time.ts';
import { isZone, localDay } from '#rules/business-time/zone.ts';
import { startOf } from '#rules/schedule.ts';
import { measureAll } from '#store/kpis/index.ts';
import type { Period, Scope } from '#store/kpis/kpi.ts';
import type { Database } from '#store/database.ts';
import { departmentIds } from '#store/people.ts';
import { listTeams } from '#store/teams.ts';
import { figureWords } from '#workflows/summary/figure-words.ts';
import { figuresTable } from '#workflows/summary/table.ts';
import { onDatabase } from './open-database.ts';

const HELP =
  'Use: summary show [--team <key or name>]… [--department <name>]… [--from 2026-11-01] [--to 2026-12-01] [--zone Europe/Vienna] [--csv]. ' +
  'It tells of the days from the first until just before the second; without them of the last seven, and without a zone in UTC.';
const DAYS = 7;

/** `deskside summary show …`: the figures of a period, as the summaries compute them. */
export async function summary(args: readonly string[]): Promise<void> {
  const wanted = read(args, new Date());
  process.stdout.write(await onDatabase(readConfig(process.env), async (database) => await show(database, wanted)));
}

interface Wanted {
  readonly teams: readonly string[];
  readonly departments: readonly string[];
  readonly period: Period;
  /** As long, and just before. */
  readonly before: Period;
  readonly csv: boolean;
}

/** @throws DeskError `setup` that says what to write instead */
function read(args: readonly string[], now: Date): Wanted {
  const { positionals, values } = parsed(args);
  if (positionals.join(' ') !== 'show') throw wrong(HELP);
  const zone = values.zone ?? 'UTC';
  if (!isZone(zone)) throw wrong(`“${zone}” is not the name of a time zone. One looks like “Europe/Vienna”.`);
  const to = values.to === undefined ? localDay(zone, now) : dayOf(values.to);
  const from = values.from === undefined ? to - DAYS : dayOf(values.from);
  if (from >= to) throw wrong('The first day has to be before the last. The last is not included.');
  const between = (first: number, last: number): Period => ({ from: startOf(zone, formatDate(first)), to: startOf(zone, formatDate(last)), zone });
  return {
    teams: values.team ?? [],
    departments: values.department ?? [],
    period: between(from, to),
    before: between(2 * from - to, from),
    csv: values.csv ?? false,
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { team: { ...text, multiple: true }, department: { ...text, multiple: true }, from: text, to: text, zone: text, csv: { type: 'boolean' } },
    });
  } catch (error) {
    throw wrong(HELP, error);
  }
}

function dayOf(text: string): number {
  const day = parseDate(text);
  if (day === undefined) throw wrong(`“${text}” is not a date. One looks like “2026-11-30”.`);
  return day;
}

function wrong(userMessage: string, cause?: unknown): DeskError {
  return new DeskError('setup', { userMessage, cause });
}

async function show({ db }: Database, { teams, departments, period, before, csv }: Wanted): Promise<string> {
  const scope = { ...(await inTeams(db, teams)), ...(await inDepartments(db, departments)) };
  const [figures, earlier] = [await measureAll(db, period, scope), await measureAll(db, before, scope)];
  if (csv) return figuresTable(period, figures, earlier);
  return figures.map((one, index) => `${one.kpi.label}: ${figureWords(one, earlier[index]?.figures)}\n`).join('');
}

/** @throws DeskError `setup` for a team that does not exist */
async function inTeams(db: Database['db'], keys: readonly string[]): Promise<Scope> {
  if (keys.length === 0) return {};
  const teams = await listTeams(db);
  return { teamIds: keys.map((key) => teams.find((team) => team.key === key || team.name === key)?.id ?? noTeam(key, teams)) };
}

/** @throws DeskError `setup` for a department that does not exist */
async function inDepartments(db: Database['db'], names: readonly string[]): Promise<Scope> {
  if (names.length === 0) return {};
  const departments = await departmentIds(db);
  return { departmentIds: names.map((name) => departments.get(name) ?? noDepartment(name, [...departments.keys()])) };
}

function noDepartment(name: string, names: readonly string[]): never {
  throw wrong(`There is no department “${name}”. There are: ${names.join(', ')}.`);
}

function noTeam(key: string, teams: readonly { readonly key: string }[]): never {
  throw wrong(`There is no team “${key}”. There are: ${teams.map((team) => team.key).join(', ')}.`);
}
