import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { DeskError } from '#core/errors.ts';
import { cleanText } from '#lib/text.ts';

/** A line that was not taken, and why, in a sentence. */
export interface Refused {
  /** Counted from 1; the names of the columns are line 1. Where a cell has several lines, the last of them. */
  readonly line: number;
  readonly why: string;
}

export interface Row<T> {
  readonly line: number;
  readonly value: T;
}

interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

interface Sheet<T> {
  readonly rows: readonly Row<T>[];
  readonly refused: readonly Refused[];
}

/**
 * Reads a CSV file: UTF-8, commas, a first line with the names of the columns, in any order. An empty cell is a missing one, and what cannot be
 * seen is left out as it is of what people type.
 * @throws DeskError `setup` when the columns are not the ones that are asked for
 */
export function readSheet<T>(text: string, shape: z.ZodObject & z.ZodType<T>): Sheet<T> {
  const refused: Refused[] = [];
  const records = parse<Parsed>(text, {
    bom: true,
    trim: true,
    skip_empty_lines: true,
    info: true,
    columns: (names: string[]) => checkedColumns(names, shape),
    skip_records_with_error: true,
    on_skip: (error) => {
      refused.push({ line: Number(error?.['lines'] ?? 0), why: whyUnreadable(error?.code) });
      return undefined;
    },
  });
  const rows = records.flatMap(({ record, info: { lines: line } }): Row<T>[] => {
    const filled = Object.fromEntries(
      Object.entries(record)
        .map(([name, value]) => [name, cleanText(value)] as const)
        .filter(([, value]) => value !== ''),
    );
    const read = shape.safeParse(filled);
    if (read.success) return [{ line, value: read.data }];
    refused.push({ line, why: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') });
    return [];
  });
  return { rows, refused };
}

function checkedColumns(names: string[], { shape }: z.ZodObject): string[] {
  const known = Object.keys(shape);
  const unknown = names.filter((name) => !known.includes(name));
  const missing = known.filter((name) => !names.includes(name) && !shape[name]?.safeParse(undefined).success);
  const doubled = names.filter((name, index) => names.indexOf(name) !== index);
  const problems = [said('does not know', unknown), said('misses', missing), said('has twice', doubled)].filter((problem) => problem !== '');
  if (problems.length === 0) return names;
  throw new DeskError('setup', { userMessage: `Line 1 names the columns: this ${problems.join(', and ')}. There are: ${known.join(', ')}.` });
}

function said(what: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${what} ${names.map((name) => `“${name}”`).join(', ')}`;
}

function whyUnreadable(code: string | undefined): string {
  return code?.includes('COLUMNS') === true ? 'has more or fewer cells than line 1' : 'cannot be read: a quotation mark begins or ends in the wrong place';
}

/** Rows whose key stood further up already are refused. */
export function withoutDoubles<T>({ rows, refused }: Sheet<T>, keyOf: (value: T) => string): Sheet<T> {
  const first = new Map<string, number>();
  const doubles: Refused[] = [];
  const single = rows.filter(({ line, value }) => {
    const key = keyOf(value);
    const before = first.get(key);
    if (before !== undefined) doubles.push({ line, why: `“${key}” stands in line ${before} already` });
    else first.set(key, line);
    return before === undefined;
  });
  return { rows: single, refused: [...refused, ...doubles] };
}
