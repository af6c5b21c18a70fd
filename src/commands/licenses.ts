import { parseArgs } from 'node:util';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { csvTable } from '#lib/csv-table.ts';
import { textTable } from '#lib/text-table.ts';
import { formatDate, parseDate } from '#rules/business-time/local-time.ts';
import { localDay } from '#rules/business-time/zone.ts';
import { startOf } from '#rules/schedule.ts';
import type { Database } from '#store/database.ts';
import { allDifferences, EVIDENCE, evidence, positions, type Position } from '#store/license-report.ts';
import { onDatabase } from './open-database.ts';

const HELP =
  'Use: licenses [--csv], for how every product stands today; or licenses evidence --from 2026-10-01 --to 2027-01-01 [--csv], ' +
  'for who asked for and got what, and who agreed, from the first day until just before the second, in UTC.';

/** `deskside licenses …`: what was bought, held and used, and the evidence of who agreed to what. */
export async function licenses(args: readonly string[]): Promise<void> {
  const asked = readArguments(args);
  process.stdout.write(await onDatabase(readConfig(process.env), async (database) => await licensesReport(database, asked, new Date())));
}

interface Asked {
  readonly csv: boolean;
  /** Of the evidence; undefined when the products are asked about. */
  readonly period: { readonly from: Date; readonly to: Date } | undefined;
}

/** @throws DeskError `setup` that says what to write instead */
export function readArguments(args: readonly string[]): Asked {
  const { positionals, values } = parsed(args);
  const [first, ...rest] = positionals;
  if (rest.length > 0 || (first !== undefined && first !== 'evidence')) throw new DeskError('setup', { userMessage: HELP });
  const given = values.from !== undefined || values.to !== undefined;
  if (first === undefined && given) throw new DeskError('setup', { userMessage: HELP });
  const csv = values.csv ?? false;
  if (first === undefined) return { csv, period: undefined };
  const [from, to] = [dayIn(values.from), dayIn(values.to)];
  if (from >= to) throw new DeskError('setup', { userMessage: 'The first day has to be before the last. The last is not included.' });
  return { csv, period: { from, to } };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { from: text, to: text, csv: { type: 'boolean' } } });
  } catch (cause) {
    throw new DeskError('setup', { userMessage: HELP, cause });
  }
}

function dayIn(text = ''): Date {
  if (parseDate(text) === undefined) throw new DeskError('setup', { userMessage: HELP });
  return startOf('UTC', text);
}

/** @returns what is printed */
export async function licensesReport({ db }: Pick<Database, 'db'>, { csv, period }: Asked, now: Date): Promise<string> {
  if (period) {
    const rows = (await evidence(db, period.from, period.to)).map((row) => EVIDENCE.map((column) => row[column]));
    if (csv) return csvTable(EVIDENCE, rows);
    return rows.length === 0
      ? 'Nobody asked for anything in that time.\n'
      : textTable(
          EVIDENCE,
          rows.map((row) => row.map((cell) => cell ?? '')),
        );
  }
  const found = await positions(db, formatDate(localDay('UTC', now)));
  if (csv) return csvTable(POSITION, found.map(rowOf));
  if (found.length === 0) return 'No products are known. They stand in deskside.yaml.\n';
  return `${textTable(
    POSITION,
    found.map((position) => rowOf(position).map((cell) => cell ?? '-')),
  )}${await differencesIn(db)}`;
}

const POSITION = ['product', 'vendor', 'bought', 'held', 'over_use', 'idle', 'use_unknown', 'cost_a_month', 'currency'] as const;

function rowOf({ product, vendor, bought, held, overUse, idle, useUnknown, cents, currency }: Position) {
  return [product, vendor, bought, held, overUse, idle, useUnknown, currency === null ? null : (cents / 100).toFixed(2), currency];
}

async function differencesIn(db: Database['db']): Promise<string> {
  const found = await allDifferences(db);
  if (found.length === 0) return '';
  const lines = found.map(({ product, level, group, email, kind }) => {
    const what = kind === 'seat_without_group' ? `has a seat and is not in the group ${group}` : `is in the group ${group} and has no seat`;
    return `  ${product} (${level}): ${email} ${what}\n`;
  });
  return `\nGroups and seats differ:\n${lines.join('')}`;
}
