import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { channelLinks } from '#bot/channel-links.ts';
import { frontEnds } from '#bot/index.ts';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import type { Edition } from '#rules/edition.ts';
import { editionOf } from '#desk-file/edition.ts';
import type { Known } from '#desk-file/known.ts';
import { planOf, teamIds, type Plan } from '#desk-file/plan.ts';
import { problemLine, readDeskFile } from '#desk-file/read.ts';
import type { DeskFile } from '#desk-file/schema.ts';
import { timerRow } from '#desk/context.ts';
import { newId } from '#lib/ids.ts';
import { DAILY, nextDaily } from '#rules/seat-life.ts';
import { recordAudit } from '#store/audit.ts';
import { lockCatalog, setUpCatalog } from '#store/catalog-setup.ts';
import type { Database, Tx } from '#store/database.ts';
import { addEdition, currentEdition, lastPolicies, lockEditions } from '#store/editions.ts';
import { databaseTime } from '#store/database-clock.ts';
import { ownSummaries } from '#store/summaries.ts';
import { planRows } from '#store/outbox.ts';
import { lockTeams, namesToRefer, setUpTeams } from '#store/team-setup.ts';
import { workflows } from '#workflows/index.ts';
import { summariesFromFile } from '#workflows/summary/from-file.ts';
import { onDatabase } from './open-database.ts';

const HELP = 'Use: apply [deskside.yaml] [--dry-run].';

/** `deskside apply …`: makes the desk as a configuration file says. */
export async function apply(args: readonly string[]): Promise<void> {
  const { path, dryRun } = readArgs(args);
  const source = await sourceOf(path);
  process.stdout.write(await onDatabase(readConfig(process.env), async (database) => await applyFile(database, { path, source, dryRun })));
}

async function sourceOf(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new DeskError('setup', { userMessage: `The file ${path} cannot be read. ${HELP}`, cause });
  });
}

function readArgs(args: readonly string[]): { path: string; dryRun: boolean } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { 'dry-run': { type: 'boolean', default: false } }, allowPositionals: true });
    const [path = 'deskside.yaml', ...more] = positionals;
    if (more.length === 0) return { path, dryRun: values['dry-run'] };
  } catch (cause) {
    throw new DeskError('setup', { userMessage: HELP, cause });
  }
  throw new DeskError('setup', { userMessage: HELP });
}

interface Given {
  readonly path: string;
  readonly source: string;
  readonly dryRun: boolean;
}

/**
 * All of it or nothing. @returns the plan, as it is printed
 * @throws DeskError `setup` with every problem of the file, or with what stands in the way
 */
export async function applyFile({ db }: Database, given: Given): Promise<string> {
  return await db.transaction(async (tx) => {
    const file = await read(tx, given);
    await lockEditions(tx);
    const [teams, products, current, policies] = [await lockTeams(tx), await lockCatalog(tx), await currentEdition(tx), await lastPolicies(tx)];
    const plan = planOf(file, { teams, products, edition: current?.content, policies, ownSummaries: await ownSummaries(tx) });
    if (plan.refusals.length > 0) throw new DeskError('setup', { userMessage: `Nothing has changed.\n${plan.refusals.join('\n')}` });
    if (!given.dryRun) await lookAfterSeats(tx, file);
    if (plan.lines.length === 0) return 'Nothing to change.\n';
    if (given.dryRun) return `${inLines(plan)}Nothing has changed yet: without --dry-run it will.\n`;
    await carryOut(tx, { file, plan, policies, source: given.source });
    return `${inLines(plan)}Applied. Running processes go by it within a minute.\n`;
  });
}

/** What a file would make of the desk's rules, had it been applied; changes nothing. @throws DeskError `setup` with every problem of the file */
export async function editionFrom(tx: Tx, path: string): Promise<Edition> {
  const file = await read(tx, { path, source: await sourceOf(path) });
  return editionOf(file, { teamIds: teamIds(await lockTeams(tx)), policies: await lastPolicies(tx) });
}

async function read(tx: Tx, { path, source }: Pick<Given, 'path' | 'source'>): Promise<DeskFile> {
  const result = readDeskFile(source, await knownHere(tx, dirname(resolve(path))));
  if ('file' in result) return result.file;
  const lines = result.problems.map((problem) => problemLine(basename(path), problem));
  throw new DeskError('setup', { userMessage: `${lines.join('\n')}\nNothing has changed.` });
}

async function knownHere(tx: Tx, folder: string): Promise<Known> {
  const [{ people, departments, managers }, now] = [await namesToRefer(tx), await databaseTime(tx)];
  return {
    intents: workflows.flatMap(({ intents }) => Object.keys(intents)),
    platforms: Object.keys(frontEnds),
    departments,
    placeOfLink: (platform, link) => (Object.hasOwn(channelLinks, platform) ? channelLinks[platform]?.(link) : undefined),
    personProblem: (email) => PROBLEMS[people.get(email.toLowerCase()) ?? 'unknown'],
    departmentManagedBy: (email) => managers.get(email),
    readText: (path) => textOf(resolve(folder, path)),
    today: now.toISOString().slice(0, 10),
  };
}

const PROBLEMS = { active: undefined, left: 'has left the company', unknown: 'nobody here has this address' } as const;

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

interface Work {
  readonly file: DeskFile;
  readonly plan: Plan;
  readonly policies: Awaited<ReturnType<typeof lastPolicies>>;
  readonly source: string;
}

async function carryOut(tx: Tx, { file, plan, policies, source }: Work): Promise<void> {
  await setUpTeams(
    tx,
    plan.changed,
    plan.removed.map(({ key }) => key),
  );
  await setUpCatalog(tx, plan.products, plan.retired);
  if (plan.newEdition) {
    // Teams that were made just now have their ids only from here on.
    const [ids, now] = [teamIds(await lockTeams(tx)), await databaseTime(tx)];
    await addEdition(tx, { since: now, content: editionOf(file, { teamIds: ids, policies }), source });
    await summariesFromFile(tx, { ...plan.summaries, teamIds: ids, now });
  }
  await recordAudit(tx, {
    personId: null,
    actor: `terminal/${userInfo().username}`,
    action: 'desk.apply',
    subject: 'deskside.yaml',
    outcome: 'done',
    reason: plan.lines.join('\n').slice(0, AUDIT_MAX),
  });
}

/** Seats are looked after daily, and compared with groups at once and then every night; a timer that was lost comes back. */
async function lookAfterSeats(tx: Tx, { products = [] }: DeskFile): Promise<void> {
  if (products.length === 0) return;
  const now = await databaseTime(tx);
  const timers = [timerRow(DAILY, 'all', nextDaily(now)), timerRow('license.reconcile', 'all', now)];
  await planRows(
    tx,
    timers.map((timer) => ({ id: newId(now), requestId: newId(now), ...timer })),
  );
}

const AUDIT_MAX = 10_000;

function inLines({ lines }: Plan): string {
  return lines.map((line) => `${line}\n`).join('');
}
