import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { timerRow } from '#desk/context.ts';
import { redact } from '#intent/secrets.ts';
import { newId } from '#lib/ids.ts';
import { recordAudit } from '#store/audit.ts';
import { databaseTime } from '#store/database-clock.ts';
import type { Tx } from '#store/database.ts';
import { planRows, type PlannedRow } from '#store/outbox.ts';
import { findTicket } from '#store/tickets.ts';
import { importArticleSheet } from '#transfer/articles.ts';
import { importPeople } from '#transfer/people.ts';
import { reportText, type Report } from '#transfer/report.ts';
import { importTickets } from '#transfer/tickets.ts';
import { importUsage } from '#transfer/usage.ts';
import { takeOver } from '#workflows/ticket/brought.ts';
import { onDatabase } from './open-database.ts';

const HELP =
  'Use: import people <file.csv>, import articles <file.csv>, import usage <file.csv>, or import tickets <file.csv> --from <name of the other desk>; ' +
  'with --dry-run nothing is changed.';

/** Ends the transaction of a trial, so that nothing of it happened. */
const TRIAL = new Error('This was a trial.');

type Import = (tx: Tx, text: string, from: string) => Promise<Report>;

const IMPORTS: Readonly<Record<string, Import>> = {
  people: async (tx, text) => await importPeople(tx, text),
  articles: async (tx, text) => await importArticleSheet(tx, text, new Date()),
  usage: async (tx, text) => await importUsage(tx, text, await databaseTime(tx)),
  tickets: async (tx, text, source) => await bringTickets(tx, text, source),
};

/** Tickets of another desk, with their clocks from then on. */
export async function bringTickets(tx: Tx, text: string, source: string, now = new Date()): Promise<Report> {
  const report = await importTickets(tx, text, { source, now, redact: (words) => redact(words).text });
  for (const id of report.ticketIds) {
    const rows: PlannedRow[] = [];
    const later = (timer: string, subject: string, at: Date) => void rows.push({ id: newId(now), requestId: newId(now), ...timerRow(timer, subject, at) });
    const ticket = await findTicket(tx, id);
    if (ticket) await takeOver({ tx, now, later }, ticket);
    await planRows(tx, rows);
  }
  return report;
}

/** `deskside import …`: takes what is right in a file, and says of the rest what is wrong with it. */
export async function importFile(args: readonly string[]): Promise<void> {
  const { what, file, from, dryRun } = readArguments(args);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new DeskError('setup', { userMessage: `${file} cannot be read.` });
  });
  const report = await onDatabase(readConfig(process.env), async ({ db }) => {
    let result: Report | undefined;
    const work = db.transaction(async (tx) => {
      result = await what(tx, text, from);
      const { added, changed, refused } = result;
      const reason = `${added} added, ${changed} changed, ${refused.length} refused`;
      await recordAudit(tx, { personId: null, actor: `terminal/${userInfo().username}`, action: 'transfer.import', subject: file, outcome: 'done', reason });
      if (dryRun) throw TRIAL;
    });
    await work.catch((error: unknown) => {
      if (error !== TRIAL) throw error;
    });
    return result;
  });
  if (report) process.stdout.write(`${reportText(file, report)}${dryRun ? 'This was a trial: nothing was changed.\n' : ''}`);
  if (report && report.refused.length > 0) process.exitCode = 1;
}

/** @throws DeskError `setup` */
function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { from: { type: 'string' }, 'dry-run': { type: 'boolean' } },
    });
    const [name = '', file, ...more] = positionals;
    const what = Object.hasOwn(IMPORTS, name) ? IMPORTS[name] : undefined;
    const { from = '', 'dry-run': dryRun = false } = values;
    if (what && file !== undefined && more.length === 0 && (from === '') === (name !== 'tickets')) return { what, file, from, dryRun };
  } catch {
    // An option that does not exist: said below.
  }
  throw new DeskError('setup', { userMessage: HELP });
}
