import { subDays } from 'date-fns/subDays';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { textTable } from '#lib/text-table.ts';
import { leadTimes, type LeadTime } from '#store/approvals.ts';
import { onDatabase } from './open-database.ts';

const HELP = 'Use: approvals, for the last 90 days, or approvals --days 30.';
const DAYS = 90;

/** `deskside approvals`: how long whoever is asked takes to decide. */
export async function approvals(args: readonly string[]): Promise<void> {
  const days = daysIn(args);
  const times = await onDatabase(readConfig(process.env), async ({ db }) => await leadTimes(db, subDays(new Date(), days)));
  process.stdout.write(table(times, days));
}

function daysIn(args: readonly string[]): number {
  const days = args.length === 0 ? DAYS : args.length === 2 && args[0] === '--days' ? Number(args[1]) : Number.NaN;
  if (!Number.isInteger(days) || days < 1 || days > 3650) throw new DeskError('setup', { userMessage: HELP });
  return days;
}

function table(times: readonly LeadTime[], days: number): string {
  if (times.length === 0) return `Nobody was asked to approve anything in the last ${days} days.\n`;
  const rows = times.map(({ name, decided, passedOn, waiting, medianHours, p90Hours }) => [
    name,
    decided,
    hours(medianHours),
    hours(p90Hours),
    passedOn,
    waiting,
  ]);
  return textTable(['approver', 'decided', 'median', '90 %', 'passed on', 'waiting'], rows);
}

function hours(value: number | null): string {
  return value === null ? '-' : `${value.toFixed(1)} h`;
}
