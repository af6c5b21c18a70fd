import { DeskError } from '#core/errors.ts';
import type { FileSummary } from '#rules/edition.ts';
import { stillWithin } from '#rules/summary-rights.ts';
import type { Tx } from '#store/database.ts';
import { departmentIds, personByEmail } from '#store/people.ts';
import { standingOf, stopSubscription, subscriptionOf } from '#store/summaries.ts';
import { subscribe } from './settle.ts';

interface Work {
  readonly started: readonly FileSummary[];
  readonly ended: readonly string[];
  /** Ids of teams by key. */
  readonly teamIds: ReadonlyMap<string, number>;
  readonly now: Date;
}

/** Makes summaries as the configuration file says. Somebody's own is left alone. @throws DeskError `setup` when somebody may not have theirs */
export async function summariesFromFile(tx: Tx, { started, ended, teamIds, now }: Work): Promise<void> {
  for (const email of ended) {
    const current = await subscriptionFor(tx, email);
    if (current?.fromFile) await stopSubscription(tx, current.id, now);
  }
  const departments = await departmentIds(tx);
  for (const { email, schedule, inChannel, ...about } of started) {
    const person = await personByEmail(tx, email);
    if (!person || (await subscriptionFor(tx, email))?.fromFile === false) continue;
    const wanted = { teamIds: (about.teams ?? []).map((key) => teamIds.get(key) ?? 0), departmentId: departments.get(about.department ?? '') ?? null };
    const allowed = stillWithin(await standingOf(tx, person.id), wanted);
    if (!allowed || ('teams' in allowed && allowed.teams.length < wanted.teamIds.length))
      throw new DeskError('setup', { userMessage: `“${email}” may not see what their summary is about. Nothing has changed.` });
    const channelTeamId = inChannel ? wanted.teamIds[0] : undefined;
    await subscribe(tx, { personId: person.id, schedule, zone: person.timeZone, about: allowed, channelTeamId, fromFile: true }, now);
  }
}

async function subscriptionFor(tx: Tx, email: string) {
  const person = await personByEmail(tx, email);
  return person && (await subscriptionOf(tx, person.id));
}
