import { defineWorkflow } from '#core/workflow.ts';
import { asksOf, findApproval } from '#store/approvals.ts';
import type { Tx } from '#store/database.ts';
import { ask, withdraw } from './ask.ts';
import { awayForm, comeBack, goAway } from './away.ts';
import { draw } from './cards.ts';
import { approve, decline, declineForm, handOn, handOnForm } from './decide.ts';
import { home } from './home.ts';
import { APPROVAL } from './record.ts';
import { tellStatus } from './status.ts';
import { awayBegins, overdue, remind, undelivered } from './timers.ts';

/** Who decides about what others ask for: asked in direct messages, reminded, replaced when they are away, and decided once. */
export const approval = defineWorkflow<Tx>({
  name: APPROVAL,
  intents: { 'approval.status': { label: 'See whether it was approved', aside: true, run: tellStatus } },
  actions: {
    approve: { who: ['approver'], run: approve },
    decline: { who: ['approver'], form: declineForm, run: decline },
    hand_on: { who: ['approver'], form: handOnForm, run: handOn },
    away: { who: ['anyone'], form: awayForm, run: goAway },
    back: { who: ['anyone'], run: comeBack },
  },
  timers: { remind, overdue, away: awayBegins },
  approvals: { ask, withdraw },
  home,
  undelivered,
  relation: async (tx, subject) => {
    const found = /^\d{1,15}$/.test(subject) ? await findApproval(tx, Number(subject)) : undefined;
    if (!found) return undefined;
    const approverIds = (await asksOf(tx, found.id)).map(({ personId }) => personId);
    return { requesterId: found.requesterId, teamId: found.teamId, assigneeId: null, approverIds };
  },
  draw: async (tx, subject, _, place) => await draw(tx, subject, place),
});
