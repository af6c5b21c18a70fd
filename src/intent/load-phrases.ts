import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Phrases } from '#core/intent.ts';

const EXTENSION = '.txt';

/**
 * Every `<workflow>/phrases/<intent>.txt` under a folder, sorted by intent, so that what is learned does not depend on the file system.
 * A folder without phrases teaches nothing. @throws when the folder itself cannot be read.
 */
export async function loadPhrases(workflowsDir: URL | string): Promise<Phrases[]> {
  const root = workflowsDir instanceof URL ? fileURLToPath(workflowsDir) : workflowsDir;
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const files = await Promise.all(folders.map((folder) => phraseFiles(join(root, folder.name, 'phrases'))));
  const phrases = await Promise.all(files.flat().map(readPhrases));
  return phrases.sort((a, b) => (a.intent < b.intent ? -1 : 1));
}

interface PhraseFile {
  readonly path: string;
  readonly intent: string;
}

async function phraseFiles(folder: string): Promise<PhraseFile[]> {
  const names = await readdir(folder).catch(whenMissing);
  return names.filter((name) => name.endsWith(EXTENSION)).map((name) => ({ path: join(folder, name), intent: name.slice(0, -EXTENSION.length) }));
}

function whenMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

async function readPhrases({ path, intent }: PhraseFile): Promise<Phrases> {
  return { intent, phrases: parsePhrases(await readFile(path, 'utf8')) };
}

/** One phrase per line. A `#` before a digit is a ticket number, any other starts a comment. */
export function parsePhrases(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^#(?!\d)/.test(line));
}
