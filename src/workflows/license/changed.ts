import type { Context } from '#core/workflow.ts';
import { recordAudit } from '#store/audit.ts';
import type { Tx } from '#store/database.ts';

/** Into the audit: what exactly somebody has changed about a product. That they did something is there already. */
export async function noteChange(context: Context<Tx>, action: string, subject: string, what: string): Promise<void> {
  const { where, actor, requestId, tx } = context;
  const account = where ? `${where.address.platform}/${where.address.workspace}/${where.user}` : 'desk';
  await recordAudit(tx, { personId: actor.person.id, actor: account, action, subject, outcome: 'done', reason: what, requestId });
}
