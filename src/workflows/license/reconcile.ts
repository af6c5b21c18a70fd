import type { Context, Step } from '#core/workflow.ts';
import { compareGroup, readFindings } from '#rules/license-compare.ts';
import { nextNight } from '#rules/license.ts';
import type { Tx } from '#store/database.ts';
import { keepFound, levelsToCompare, noteCheck, withoutSeat, withSeat } from '#store/differences.ts';
import { productsInLine } from '#store/pool.ts';
import { levelById } from '#store/products.ts';
import { refreshLine } from './buy.ts';
import { tellDifferences } from './differences.ts';
import { openLine } from './more-seats.ts';
import { idIn, productSubject } from './record.ts';

/**
 * Timer `license.reconcile`, once for all products: each night every group is compared with the seats that it opens.
 * Whoever waits gets what has become free without anybody saying so here, as when the configuration file brings seats.
 */
export async function reconcile(context: Context<Tx>, subject: string): Promise<void> {
  context.later('license.reconcile', subject, nextNight(context.now));
  for (const id of await productsInLine(context.tx)) {
    await openLine(context, productSubject({ id }));
    await refreshLine(context, id);
  }
  for (const { id, ...known } of await levelsToCompare(context.tx)) context.run('license.compare', `level/${id}`, { ...known, at: context.now.toISOString() });
}

/** Reads the members of a level's group; what is written down is only where they differ from the holders. */
export const compare: Step<Tx> = {
  perform: async ({ directory }, { values: { group = '', at = '', active = '', moving = '' }, signal }) => {
    const members = await directory.membersOf(group, signal);
    return JSON.stringify(compareGroup({ group, at, members, active: lines(active), moving: lines(moving) }));
  },
  // Nothing changes there: it is read again.
  readBack: async () => await Promise.resolve('not_done'),
  done: async (context, subject, ref = '') => {
    const { tx, now: at } = context;
    const [levelId, found] = [idIn(subject, 'level'), readFindings(ref)];
    const level = await levelById(tx, levelId);
    // Another group opens it by now; that one is compared tomorrow.
    if (level?.groupName !== found.group) return;
    await noteCheck(tx, levelId, { at, problem: null, more: found.more });
    const [since, whole] = [new Date(found.at), found.more === 0];
    // Meanwhile somebody may have got or given back a seat.
    const noSeat = await withoutSeat(tx, found.group, found.withoutSeat);
    const noGroup = await withSeat(tx, levelId, found.withoutGroup);
    const isNew = [
      await keepFound(tx, { levelId, kind: 'in_group_without_seat', emails: noSeat, since, at, whole }),
      await keepFound(tx, { levelId, kind: 'seat_without_group', emails: noGroup, since, at, whole }),
    ].some((count) => count > 0);
    await tellDifferences(context, level.productId, isNew);
  },
  stuck: async (context, subject, why) => {
    const level = await levelById(context.tx, idIn(subject, 'level'));
    if (!level) return;
    const { hadProblem } = await noteCheck(context.tx, level.id, { at: context.now, problem: why, more: 0 });
    await tellDifferences(context, level.productId, !hadProblem);
  },
};

function lines(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}
