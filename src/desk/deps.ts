import type { Directory } from '#core/directory.ts';
import type { Understander } from '#core/intent.ts';
import type { Workflow } from '#core/workflow.ts';
import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import type { Database, Tx } from '#store/database.ts';

/** What the desk works with; made once, in `app.ts`. */
export interface DeskDeps {
  readonly database: Database;
  readonly workflows: readonly Workflow<Tx>[];
  readonly understander: Understander;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Log;
  /** Rings for rows that have just been committed. */
  readonly ring: (rowIds: readonly string[]) => void;
}
