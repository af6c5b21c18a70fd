import { sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { audit } from './schema/flow.ts';

export interface AuditEntry {
  readonly personId: number | null;
  /** `platform/workspace/user`, as verified by the front end, or `desk`. */
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly outcome: 'done' | 'refused';
  readonly reason?: string;
  readonly requestId?: string | null;
}

/** Who did, or was refused, what. In the transaction of what was done, or by itself for a refusal. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.insert(audit).values(entry);
}

/** Whether this actor was refused for this reason within the last minute, by the database's clock. */
export async function auditedLately(tx: Tx, actor: string, reason: string): Promise<boolean> {
  const found = await tx.execute(sql`
    select from audit where at > now() - interval '1 minute' and actor = ${actor} and outcome = 'refused' and reason = ${reason} limit 1`);
  return found.length > 0;
}

/**
 * Whether exactly this is in the audit of the last day already, by the database's clock.
 * @param entry of which person and request do not matter
 */
export async function auditedToday(tx: Tx, { actor, action, subject, reason = '' }: AuditEntry): Promise<boolean> {
  const found = await tx.execute(sql`
    select from audit where at > now() - interval '1 day'
      and actor = ${actor} and action = ${action} and subject = ${subject} and reason = ${reason} limit 1`);
  return found.length > 0;
}
