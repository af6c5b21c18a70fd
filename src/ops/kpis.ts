import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { DeskError } from '#core/errors.ts';
import type { Database } from '#store/database.ts';
import { figuresAtOnce, periodsOf, type Figured } from '#store/kpis/asked.ts';
import { figuresTable } from '#store/kpis/table.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 366;
const MOST_NAMES = 20;
const LONGEST_QUERY = 2000;

const names = z.array(z.string().min(1, 'is empty')).max(MOST_NAMES, `may be said ${MOST_NAMES} times at most`);
const once = z
  .array(z.string())
  .max(1, 'may be said once')
  .transform(([value]) => value);
const QUERY = z.strictObject(
  {
    team: names.default([]),
    department: names.default([]),
    from: once.optional(),
    to: once.optional(),
    zone: once.optional(),
    format: once.pipe(z.enum(['json', 'csv'], 'is “json” or “csv”').optional()).optional(),
  },
  { error: (issue) => (issue.code === 'unrecognized_keys' ? 'There are team, department, from, to, zone and format' : undefined) },
);

/**
 * `GET /kpis`: the figures of a period, as card, table and command have them. Reads only, in one snapshot; one at a time, so that
 * who asks for much keeps nobody in chat waiting.
 */
export function createKpis({ db }: Pick<Database, 'db'>, token: string): (request: IncomingMessage) => Promise<Answer> {
  let busy = false;
  return async (request) => {
    if (!isRight(request.headers.authorization, token)) return { ...said(401, 'Say “Authorization: Bearer …” with OPS_KPI_TOKEN.'), headers: BEARER };
    if (busy) return { ...said(429, 'Figures are being worked out for somebody else. Ask again in a second.'), headers: { 'retry-after': '1' } };
    busy = true;
    try {
      return await answer(db, request.url?.split('?')[1] ?? '');
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      return said(400, error.userMessage);
    } finally {
      busy = false;
    }
  };
}

const BEARER = { 'www-authenticate': 'Bearer' };

function isRight(given: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(`Bearer ${token}`));
}

async function answer(db: Database['db'], query: string): Promise<Answer> {
  const { team: teams, department: departments, format = 'json', ...between } = read(query);
  const periods = periodsOf(between, new Date());
  const { from, to } = periods.period;
  const days = Math.round((to.getTime() - from.getTime()) / DAY_MS);
  if (days > LONGEST_DAYS) throw wrong(`These are ${days} days. At most it tells of ${LONGEST_DAYS} at once.`);
  const figured = await figuresAtOnce(db, { teams, departments }, periods);
  if (format === 'csv') return { status: 200, body: figuresTable(figured.period, figured.figures, figured.earlier), type: 'text/csv; charset=utf-8' };
  return { status: 200, body: JSON.stringify(asJson(figured, { teams, departments })), type: 'application/json' };
}

/** @throws DeskError `invalid` with everything that is wrong */
function read(query: string): z.infer<typeof QUERY> {
  if (query.length > LONGEST_QUERY) throw wrong(`That is longer than ${LONGEST_QUERY} characters.`);
  const search = new URLSearchParams(query);
  const parsed = QUERY.safeParse(Object.fromEntries([...new Set(search.keys())].map((name) => [name, search.getAll(name)])));
  if (parsed.success) return parsed.data;
  throw wrong(`${parsed.error.issues.map(({ path, message }) => (path.length === 0 ? message : `“${path.join(' ')}” ${message}`)).join('; ')}.`);
}

function asJson({ period, before, figures, earlier }: Figured, about: { readonly teams: readonly string[]; readonly departments: readonly string[] }) {
  return {
    from: period.from,
    to: period.to,
    zone: period.zone,
    before: { from: before.from, to: before.to },
    ...about,
    figures: figures.map(({ kpi, figures: now }, index) => {
      const { name, label, unit, better, formula, population, exclusions, parts: labels } = kpi;
      return { name, label, unit, better, now, before: earlier[index]?.figures, labels, formula, population, exclusions };
    }),
  };
}

function said(status: number, body: string): Answer {
  return { status, body };
}

function wrong(userMessage: string): DeskError {
  return new DeskError('invalid', { userMessage });
}
