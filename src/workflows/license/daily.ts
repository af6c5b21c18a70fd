import { addHours } from 'date-fns/addHours';
import type { Context } from '#core/workflow.ts';
import { DAILY, nextDaily } from '#rules/seat-life.ts';
import type { Tx } from '#store/database.ts';
import { ends } from './ends.ts';
import { idle } from './idle.ts';
import { leavers } from './leavers.ts';
import { renewals } from './renewals.ts';

/** One batch of what is due; true when there may be more. What it has done is due no longer, so it can be done at any time, and again. */
type Duty = (context: Context<Tx>) => Promise<boolean>;

const DUTIES: Readonly<Record<string, Duty>> = { leavers, ends, idle, renewals };

/**
 * Timer `license.daily`: `all` rings once a day, sets itself again and rings for each duty. Each is a row of its own, so one
 * that fails keeps nothing else from being done.
 */
export async function daily(context: Context<Tx>, subject: string): Promise<void> {
  const duty = Object.hasOwn(DUTIES, subject) ? DUTIES[subject] : undefined;
  if (duty) {
    if (await duty(context)) context.later(DAILY, subject, context.now);
    return;
  }
  for (const name of Object.keys(DUTIES)) context.later(DAILY, name, context.now);
  // The database's clock, which rings it, may be a little ahead of ours: an hour from here on it is tomorrow for sure.
  context.later(DAILY, 'all', nextDaily(addHours(context.now, 1)));
}
