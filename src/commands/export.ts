import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { exportEverything } from '#transfer/everything.ts';
import { onDatabase } from './open-database.ts';

/** `deskside export <file.jsonl>`: everything that the desk knows, as JSON lines. The file is readable by its owner only. */
export async function exportFile([file, ...more]: readonly string[]): Promise<void> {
  if (file === undefined || more.length > 0) throw new DeskError('setup', { userMessage: 'Use: export <file.jsonl>.' });
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  await once(out, 'open').catch(() => {
    throw new DeskError('setup', { userMessage: `${file} cannot be written; a file that exists is not written over.` });
  });
  const write = async (lines: string) => {
    if (!out.write(lines)) await once(out, 'drain');
  };
  const counts = await onDatabase(readConfig(process.env), async (database) => await exportEverything(database, write));
  out.end();
  await finished(out);
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
  process.stdout.write(`${rows} rows of ${counts.size} tables in ${file}.\n`);
}
