import type { Directory } from '#core/directory.ts';
import type { Catalog, Understander } from '#core/intent.ts';
import type { Workflow } from '#core/workflow.ts';
import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import type { Metrics } from '#lib/metrics.ts';
import type { Database, Tx } from '#store/database.ts';
import type { Limits } from '#store/inbox.ts';

/** What the desk works with; made once, in `app.ts`. */
export interface DeskDeps {
  readonly database: Database;
  readonly workflows: readonly Workflow<Tx>[];
  readonly understander: Understander;
  readonly catalog: (tx: Tx) => Promise<Catalog>;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly limits: Limits;
  /** Rings for rows that have just been committed. */
  readonly ring: (rowIds: readonly string[]) => void;
  /** Called where a crash matters; does nothing. The fault suite lets the process die there. */
  readonly border: (border: Border, kind: string) => void;
}

/** The borders between what is decided, what is written down and what is done outside. */
type Border =
  | 'event checked'
  | 'event stored'
  | 'ring'
  | 'row leased'
  | 'handler run'
  | 'handler committed'
  | 'effect begins'
  | 'effect done'
  | 'effect confirmed'
  | 'row done';
