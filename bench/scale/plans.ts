import type { Database } from '#store/database.ts';

/** The plan by which a statement is run, and how often plans made for the values at hand and one for any values were taken. */
export interface Plan {
  readonly statement: string;
  readonly custom: number;
  readonly generic: number;
  readonly plan: string;
  /** Of 8 kB. */
  readonly pages: number;
}

type Args = readonly (string | number | boolean | null)[];
type Statement = readonly [text: string, args: Args];

/** Writes down which statements are run meanwhile. */
export async function statementsOf(sql: Database['sql'], body: () => Promise<unknown>): Promise<Statement[]> {
  const seen: Statement[] = [];
  const unsafe = sql.unsafe;
  sql.unsafe = ((text: string, args: Args = [], options: object) => {
    seen.push([text, args]);
    return unsafe(text, args as never[], options);
  }) as typeof unsafe;
  try {
    await body();
  } finally {
    sql.unsafe = unsafe;
  }
  return seen;
}

/** What Postgres does with each statement when it is run by this connection once more, with what it has prepared for it. */
export async function plansOf({ sql }: Pick<Database, 'sql'>, statements: readonly Statement[]): Promise<Plan[]> {
  const plans: Plan[] = [];
  for (const [statement, args] of statements) {
    const [prepared] = await sql<{ name: string; generic: number; custom: number }[]>`
      select name, generic_plans as generic, custom_plans as custom from pg_prepared_statements where statement = ${statement}`;
    if (!prepared) throw new Error(`It was not prepared, so its plan is not known: ${statement}`);
    const lines = await sql.unsafe(`explain (analyze, buffers, costs off, timing off) execute "${prepared.name}"(${args.map(literal).join(', ')})`);
    const plan = lines.map((line) => line['QUERY PLAN'] as string).join('\n');
    plans.push({ statement, custom: prepared.custom, generic: prepared.generic, plan, pages: pagesOf(plan) });
  }
  return plans;
}

function literal(value: Args[number]): string {
  return value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`;
}

/** What the topmost step and all below it read. */
function pagesOf(plan: string): number {
  const [line = ''] = /^ *Buffers: shared.*$/m.exec(plan) ?? [];
  return [...line.matchAll(/(?:hit|read)=(\d+)/g)].reduce((sum, [, pages]) => sum + Number(pages), 0);
}
