import { isDeepStrictEqual } from 'node:util';
import type { Edition, FileSummary } from '#rules/edition.ts';

export interface SummaryPlan {
  /** New, or other than before. */
  readonly started: readonly FileSummary[];
  /** Addresses of those who no longer get one from the file. */
  readonly ended: readonly string[];
  /** Of whom the file says something new that has no effect. */
  readonly notes: readonly string[];
}

/**
 * What has to be done about summaries from the file. Somebody's own, asked for by a sentence, is never touched.
 * @param own addresses of those who have one of their own
 */
export function planSummaries(before: Edition['summaries'] = [], after: Edition['summaries'] = [], own: ReadonlySet<string>): SummaryPlan {
  const changed = after.filter((wanted) => !before.some((had) => isDeepStrictEqual(had, wanted)));
  const gone = before.filter(({ email }) => !after.some((wanted) => wanted.email === email)).map(({ email }) => email);
  const keptOwn = changed.filter(({ email }) => own.has(email));
  return {
    started: changed.filter(({ email }) => !own.has(email)),
    ended: gone.filter((email) => !own.has(email)),
    notes: keptOwn.map(({ email }) => `= summary of ${email}: they have asked for one themselves, and that stays`),
  };
}
