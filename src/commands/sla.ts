import { parseArgs } from 'node:util';
import { subDays } from 'date-fns/subDays';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { ticketName } from '#core/ticket.ts';
import { CYCLE_FIGURES, type KeptCycle } from '#rules/sla/replay.ts';
import { timerRow } from '#desk/context.ts';
import { newId } from '#lib/ids.ts';
import { startDatabaseClock } from '#store/database-clock.ts';
import type { Database, Tx } from '#store/database.ts';
import { planRows } from '#store/outbox.ts';
import { compare, loggedTickets, repairCycles, type Difference } from '#store/sla-replay.ts';
import { knownEditions } from '#store/sla.ts';
import { editionFrom } from './apply.ts';
import { onDatabase } from './open-database.ts';
import { whatIf } from './sla-what-if.ts';

const HELP = 'Use: sla replay [--days 90] [--repair | --policy new.yaml].';
const LISTED = 50;

/** `deskside sla replay …`: compares the clocks that are kept with those that the log gives. */
export async function sla(args: readonly string[]): Promise<void> {
  const asked = readArguments(args);
  process.stdout.write(await onDatabase(readConfig(process.env), async (database) => await replay(database, asked)));
}

interface Asked {
  readonly days: number;
  readonly repair: boolean;
  /** A configuration file to try on what has been. */
  readonly policy: string | undefined;
}

function readArguments(args: readonly string[]): Asked {
  try {
    const options = { days: { type: 'string', default: '90' }, repair: { type: 'boolean', default: false }, policy: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const days = Number(values.days);
    if (positionals.join(' ') !== 'replay' || !Number.isInteger(days) || days < 1 || days > 36_500 || (values.repair && values.policy !== undefined))
      throw new Error('not understood');
    return { days, repair: values.repair, policy: values.policy };
  } catch (cause) {
    throw new DeskError('setup', { userMessage: HELP, cause });
  }
}

async function replay(database: Database, { days, repair, policy }: Asked): Promise<string> {
  const now = await timeOf(database);
  const since = subDays(now, days);
  if (policy !== undefined) {
    const edition = await database.db.transaction(async (tx) => await editionFrom(tx, policy));
    return await whatIf(database, edition, { since, now });
  }
  const differences = repair ? await repairCycles(database, { since, now, also: lookAgain(now) }) : await differencesSince(database, since, now);
  if (differences.length === 0) return 'All clocks are kept as the log gives them.\n';
  const more = differences.length - LISTED;
  return [
    ...differences.slice(0, LISTED).map(inWords),
    ...(more > 0 ? [`… and ${more} more.`] : []),
    repair ? `${clocks(differences.length)} put right.` : `${clocks(differences.length)} otherwise than the log gives. With --repair, that is put right.`,
    '',
  ].join('\n');
}

async function timeOf(database: Database): Promise<Date> {
  const clock = await startDatabaseClock(database);
  const now = clock.now();
  await clock.stop();
  return now;
}

/** What was put right may have something to tell, and a timer to set. */
function lookAgain(now: Date): (tx: Tx, ticketIds: readonly number[]) => Promise<void> {
  return async (tx, ticketIds) => {
    const rows = ticketIds.map((id) => ({ id: newId(now), requestId: newId(now), ...timerRow('ticket.clock', String(id), now) }));
    await planRows(tx, rows);
  };
}

async function differencesSince({ db }: Database, since: Date, now: Date): Promise<Difference[]> {
  const editions = await knownEditions(db);
  const found: Difference[] = [];
  for await (const ticket of loggedTickets(db, since)) found.push(...compare(ticket, editions, now));
  return found;
}

function clocks(count: number): string {
  return count === 1 ? '1 clock' : `${count} clocks`;
}

function inWords({ ticketId, stored, replayed, figures }: Difference): string {
  const { metric, number } = stored ?? replayed ?? { metric: '', number: 0 };
  const name = `${ticketName(ticketId)} ${metric} ${number}`;
  if (!stored) return `${name}: missing`;
  if (!replayed) return `${name}: never was`;
  return `${name}: ${CYCLE_FIGURES.filter((figure) => figures.includes(figure))
    .map((figure) => `${figure} ${shown(stored[figure])} → ${shown(replayed[figure])}`)
    .join(', ')}`;
}

function shown(value: KeptCycle[keyof KeptCycle]): string {
  return value instanceof Date ? value.toISOString() : String(value ?? 'none');
}
