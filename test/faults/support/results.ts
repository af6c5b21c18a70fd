import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** What one scenario came to on one backend. */
export interface Result {
  readonly number: string;
  readonly fault: string;
  readonly backend: string;
  readonly runs: number;
  readonly survived: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly note: string;
}

export function keepResult(file: string, result: Result): void {
  appendFileSync(file, `${JSON.stringify(result)}\n`);
}

export function readResults(file: string): Result[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Result);
}

const HEAD = ['| # | fault | on | runs | survived | lost | duplicated | note |', '| --- | --- | --- | ---: | ---: | ---: | ---: | --- |'];

/** The page with the table of that form replaced. A run of some faults only says so by what stands in it. Pure. */
export function withResults(page: string, results: readonly Result[], form: 'short' | 'long', on: string): string {
  const rows = Map.groupBy(results, ({ number, fault }) => `${number}\u0000${fault}`);
  const merged = [...rows.values()].map((group) => merge(group)).toSorted(byNumber);
  const survived = sum(results, 'survived');
  const runs = sum(results, 'runs');
  const head = `**${survived} of ${runs} survived**, lost ${sum(results, 'lost')}, duplicated ${sum(results, 'duplicated')} (${form} form, ${on}).`;
  const lines = merged.map((row) => `| ${[row.number, row.fault, row.backend, row.runs, row.survived, row.lost, row.duplicated, row.note].join(' | ')} |`);
  const table = [`<!-- ${form} -->`, '', head, '', ...HEAD, ...lines, '', `<!-- /${form} -->`].join('\n');
  return page.replace(new RegExp(`<!-- ${form} -->[^]*<!-- /${form} -->`), () => table);
}

function merge(group: readonly Result[]): Result {
  const [first] = group as [Result];
  const notes = [...new Set(group.map(({ note }) => note).filter((note) => note !== ''))];
  const together = { runs: sum(group, 'runs'), survived: sum(group, 'survived'), lost: sum(group, 'lost'), duplicated: sum(group, 'duplicated') };
  return { ...first, ...together, backend: [...new Set(group.map(({ backend }) => backend))].sort().join(', '), note: notes.join('; ') };
}

function byNumber(a: Result, b: Result): number {
  const [x, y] = [Number(a.number), Number(b.number)];
  return (Number.isNaN(x) ? 1000 : x) - (Number.isNaN(y) ? 1000 : y) || a.fault.localeCompare(b.fault);
}

function sum(results: readonly Result[], what: 'runs' | 'survived' | 'lost' | 'duplicated'): number {
  return results.reduce((total, result) => total + result[what], 0);
}
