import type { Database } from '#store/database.ts';

/** What every directory is made from. A directory's own settings join it with that directory. */
export interface DirectoryDeps {
  readonly database: Database;
}
