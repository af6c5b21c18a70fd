import { stringify } from 'csv-stringify/sync';

type Cell = string | number | null;

/** A spreadsheet would run what begins like that. */
const RUNS = /^[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/;

/** Rows as CSV that a spreadsheet reads as UTF-8 and does not run: numbers as they are, no text as a formula. Null is empty. */
export function csvTable(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify(
    [header, ...rows].map((row) => row.map((cell) => (typeof cell === 'string' && RUNS.test(cell) ? `'${cell}` : cell))),
    { bom: true, record_delimiter: 'windows' },
  );
}
