import { workingDaysOf, type WorkingDays } from '#rules/business-time/working-days.ts';
import type { Tx } from '#store/database.ts';
import { editionInForce } from '#store/editions.ts';
import { listTeams } from '#store/teams.ts';

/** When teams work, by id; of those only that have a calendar in the edition in force. */
export type TeamDays = ReadonlyMap<number, WorkingDays>;

export async function teamDays(tx: Tx): Promise<TeamDays> {
  const [{ calendars, teamCalendars = {} }, teams] = await Promise.all([editionInForce(tx), listTeams(tx)]);
  const known = teams.flatMap(({ id, key }) => {
    const plan = calendars[teamCalendars[key] ?? ''];
    return plan ? [[id, workingDaysOf(plan)] as const] : [];
  });
  return new Map(known);
}
