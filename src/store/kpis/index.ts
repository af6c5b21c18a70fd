import type { Tx } from '#store/database.ts';
import { approvalTime } from './approval-time.ts';
import { backlogAge, backlogChange, daysToClear, reassignments } from './backlog.ts';
import { deflection } from './deflection.ts';
import type { Figures, Kpi, Period, Scope } from './kpi.ts';
import { promiseKept } from './promises.ts';
import { seatUse } from './seat-use.ts';
import { firstContact, firstTeam, oneTouch, reopenRate, responseRate, satisfaction } from './shares.ts';
import { teamDays, type TeamDays } from './team-days.ts';
import { firstResponse, timeToAcknowledge, timeToResolve } from './times.ts';

/** Every figure there is, in the order in which people read them. */
export const KPIS: readonly Kpi[] = [
  promiseKept('first_response'),
  promiseKept('next_response'),
  promiseKept('resolution'),
  timeToAcknowledge,
  firstResponse,
  timeToResolve,
  firstContact,
  oneTouch,
  firstTeam,
  reopenRate,
  backlogAge,
  backlogChange,
  daysToClear,
  satisfaction,
  responseRate,
  reassignments,
  deflection,
  approvalTime,
  seatUse,
];

export interface Measured {
  readonly kpi: Kpi;
  readonly figures: Figures;
}

/** One figure of a period, in one query. @param days where they are known already */
export async function measure(tx: Tx, kpi: Kpi, period: Period, scope: Scope, days?: TeamDays): Promise<Figures> {
  const [row] = await tx.execute<{ [name in keyof Figures]: Figures[name] }>(kpi.query(period, scope, days ?? (await teamDays(tx))));
  if (!row) throw new Error(`${kpi.name} gave no row.`);
  return { n: row.n, value: row.value, mean: row.mean, median: row.median, p90: row.p90, parts: row.parts };
}

/** Every figure of a period. */
export async function measureAll(tx: Tx, period: Period, scope: Scope): Promise<Measured[]> {
  const days = await teamDays(tx);
  return await Promise.all(KPIS.map(async (kpi) => ({ kpi, figures: await measure(tx, kpi, period, scope, days) })));
}
