import { dayOf } from './business-time/local-time.ts';

/** The timer of it; its subject `all` rings once a day. */
export const DAILY = 'license.daily';

/** In UTC: morning in Europe, and a time at which most who work elsewhere read it the same day. */
const DAILY_HOUR = 8;

/** The next time after that instant at which the desk looks after its licenses; once a day, in UTC. Pure. */
export function nextDaily(after: Date): Date {
  const at = new Date(after);
  at.setUTCHours(DAILY_HOUR, 0, 0, 0);
  if (at <= after) at.setUTCDate(at.getUTCDate() + 1);
  return at;
}

/** So many days before its end the holder of a seat is told of it. */
export const END_NOTICES = [14, 7, 1] as const;

/** A seat for which more time was asked for is kept for so many days after its end until somebody decides. */
export const GRACE_DAYS = 7;

/** Whether a seat is needed is asked a second time after so many days, and it is taken back after as many more. */
export const ASK_AGAIN_DAYS = 7;

/** For so many days the holder of a seat that nobody used can have it again without asking anybody. */
export const UNDO_DAYS = 7;

/** How long all of this takes, with the notices of an end before it: of a seat that ends sooner it is not asked. */
export const QUESTION_DAYS = 2 * ASK_AGAIN_DAYS + UNDO_DAYS + 14;

/** So many days before a term is to be decided about, whoever looks after it is told. */
export const RENEWAL_NOTICES = [90, 60, 30] as const;

/** Where the product says nothing, a seat that was not used for so many days counts as idle: “active in 30 days” is the usual measure of use. */
export const IDLE_DAYS = 30;

const DAYS_OF_MONTH = 365.25 / 12;

/** Whole months of a term from its first to its last day; at least one. Pure. */
export function monthsOf({ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }): number {
  return Math.max(1, Math.round((dayOf(endsOn) - dayOf(startsOn) + 1) / DAYS_OF_MONTH));
}
