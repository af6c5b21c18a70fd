import { join } from 'node:path';
import { openDatabase, type Database } from '#store/database.ts';
import { startEmbeddedPostgres } from '#store/embedded/start.ts';
import { migrateStore } from '#store/migrate.ts';
import type { AddStop } from '../desk.ts';
import { spreadOf, type Spread } from '../figures.ts';
import { fill } from './fill.ts';
import { plansOf, statementsOf, type Plan } from './plans.ts';
import { questionsFor } from './questions.ts';
import { keepStory } from './story.ts';

interface Answered {
  readonly name: string;
  readonly spread: Spread;
  /** Of 8 kB, read from memory or disk to answer it once. Unlike times it is the same on every machine, however busy. */
  readonly pages: number;
  readonly plans: readonly Plan[];
}

export interface Scale {
  readonly size: number;
  readonly openTickets: number;
  readonly people: number;
  readonly articles: number;
  readonly megabytes: number;
  readonly answers: readonly Answered[];
}

export interface Sizes {
  /** How many tickets, smallest first. */
  readonly sizes: readonly number[];
  readonly plans: boolean;
}

const RUNS = 240;
/** Postgres chooses for good after five how it plans a statement. */
const WARM_UP = 30;

/** A database for each size, filled by SQL, and each asked on one connection, as in a transaction of a worker. */
export async function measureScale(folder: string, addStop: AddStop, { sizes }: Sizes): Promise<Scale[]> {
  const server = await startEmbeddedPostgres({ folder: join(folder, 'scale') });
  addStop('postgres', server.stop);
  const at = (name: string, connections = 1) => openDatabase(Object.assign(new URL(server.url), { pathname: `/${name}` }).href, connections);
  const admin = openDatabase(server.url, 1);
  await admin.sql`create database story`;
  const story = at('story', 2);
  await migrateStore(story);
  await keepStory(story);
  await story.close();
  const databases: Database[] = [];
  for (const size of sizes) {
    await admin.sql.unsafe(`create database tickets_${size} template story`);
    const filling = at(`tickets_${size}`);
    await fill(filling, size);
    await filling.close();
    databases.push(at(`tickets_${size}`));
  }
  const answers = await answersOf(databases);
  const counts = await Promise.all(databases.map(countsOf));
  for (const database of [...databases, admin]) await database.close();
  await server.stop();
  return counts.map((count, index) => ({ size: sizes[index] ?? 0, ...count, answers: answers.map((all) => all[index]).filter((one) => one !== undefined) }));
}

/** Of each question, the answers of each database. They are asked in turn, so that whatever else the machine does slows down all alike. */
async function answersOf(databases: readonly Database[]): Promise<Answered[][]> {
  const asked = await Promise.all(databases.map(questionsFor));
  const names = asked[0]?.map(({ name }) => name) ?? [];
  const answers: Answered[][] = [];
  for (const [index, name] of names.entries()) {
    const questions = asked.map((questions) => questions[index]?.ask ?? (async () => await Promise.reject(new Error(`Nobody asks ${name}.`))));
    const took = questions.map((): number[] => []);
    for (let n = 0; n < WARM_UP + RUNS; n++) {
      for (const [at, ask] of questions.entries()) {
        const since = performance.now();
        await ask(n);
        if (n >= WARM_UP) took[at]?.push(performance.now() - since);
      }
    }
    const ofEach: Answered[] = [];
    for (const [at, database] of databases.entries()) {
      const plans = await plansOf(database, await statementsOf(database.sql, async () => await questions[at]?.(0)));
      ofEach.push({ name, spread: spreadOf(took[at] ?? []), pages: plans.reduce((sum, plan) => sum + plan.pages, 0), plans });
    }
    answers.push(ofEach);
  }
  return answers;
}

async function countsOf({ sql }: Database): Promise<Pick<Scale, 'openTickets' | 'people' | 'articles' | 'megabytes'>> {
  const [row] = await sql<Record<'open' | 'people' | 'articles' | 'bytes', string>[]>`
    select (select count(*) from tickets where state in ('new', 'in_progress', 'waiting')) as open, (select count(*) from people) as people,
      (select count(*) from articles) as articles, pg_database_size(current_database()) as bytes`;
  return { openTickets: Number(row?.open), people: Number(row?.people), articles: Number(row?.articles), megabytes: Math.round(Number(row?.bytes) / 2 ** 20) };
}
