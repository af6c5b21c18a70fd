import { and, eq } from 'drizzle-orm';
import type { Target } from '#core/front-end.ts';
import type { Attachment, Destination } from '#core/workflow.ts';
import type { Tx } from './database.ts';
import { planRows } from './outbox.ts';
import { outbox } from './schema/flow.ts';

/** What a row of kind `file` says of the file. */
export interface FileToCarry {
  readonly file: Attachment;
  /** Who hears of it when it cannot be passed on. */
  readonly told: readonly Destination[];
}

interface PlannedFile extends FileToCarry {
  /** The row's, by which the front end knows it again: the key of the delivery. */
  readonly id: string;
  readonly to: Target;
}

/** Has a worker bring a file there, for a front end whose people first have to agree. It holds nothing else up. */
export async function planFile(tx: Tx, { id, to, ...carried }: PlannedFile): Promise<void> {
  await planRows(tx, [{ id, lane: `file:${id}`, kind: 'file', payload: { to: { address: to }, ...carried }, requestId: id }]);
}

/** Whether a worker has yet to end that: it may wait for another try. */
export async function isFileUnderWay(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.id, id), eq(outbox.state, 'ready')));
  return rows.length > 0;
}
