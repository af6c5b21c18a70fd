import { userInfo } from 'node:os';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import type { Database } from '#store/database.ts';
import { deadById, dropDead, listDead, redriveDead, type DeadRow } from '#store/dead.ts';
import { onDatabase } from './open-database.ts';

const HELP = 'Use: dead list, dead show <id>, dead redrive <id> or all, dead drop <id> or all.';
const LISTED = 100;

/** `deskside dead …`: looks after the work that was given up. */
export async function dead([verb, id]: readonly string[]): Promise<void> {
  const wanted = verb === 'list' || (isVerb(verb) && id !== undefined);
  if (!wanted) throw new DeskError('setup', { userMessage: HELP });
  process.stdout.write(await onDatabase(readConfig(process.env), async (database) => await answer(database, verb, id ?? '')));
}

const VERBS = { show, redrive, drop };

function isVerb(verb: string | undefined): verb is keyof typeof VERBS {
  return verb !== undefined && Object.hasOwn(VERBS, verb);
}

async function answer(database: Database, verb: string | undefined, id: string): Promise<string> {
  return isVerb(verb) ? await VERBS[verb](database, id) : await list(database);
}

async function list({ db }: Database): Promise<string> {
  const rows = await listDead(db, LISTED);
  return rows.length === 0 ? 'Nothing was given up.\n' : rows.map(line).join('');
}

async function show({ db }: Database, id: string): Promise<string> {
  const row = await deadById(db, id);
  if (!row) throw new DeskError('setup', { userMessage: `There is no dead row ${id}.` });
  return `${line(row)}${JSON.stringify(row.content, null, 2)}\n`;
}

async function redrive({ db }: Database, id: string): Promise<string> {
  return counted(await db.transaction(async (tx) => await redriveDead(tx, whole(id), actor())), id, 'will be tried again');
}

async function drop({ db }: Database, id: string): Promise<string> {
  return counted(await db.transaction(async (tx) => await dropDead(tx, whole(id), actor())), id, 'put away');
}

function counted(count: number, id: string, done: string): string {
  if (count === 0 && id !== 'all') throw new DeskError('setup', { userMessage: `There is no dead row ${id}.` });
  return `${count} ${count === 1 ? 'row' : 'rows'} ${done}.\n`;
}

function whole(id: string): string | undefined {
  return id === 'all' ? undefined : id;
}

function line({ id, kind, since, attempts, lane, error, unsure }: DeadRow): string {
  const doubt = unsure ? ' (it may have been done: look before you redrive it, and drop it if it was)' : '';
  return `${id}  ${since}  ${kind}  ${lane}  ${attempts} attempts  ${error}${doubt}\n`;
}

function actor(): string {
  return `terminal/${userInfo().username}`;
}
