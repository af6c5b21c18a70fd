import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Phrases } from '#core/intent.ts';
import { classifierOf, learn, type Classifier, type Learned } from './classifier.ts';

const NAME = /^intents-[0-9a-f]{64}\.model$/;
/** What was learned with the release and with what was promoted, before and after an update. */
const KEPT = 4;
const DIGEST_BYTES = 32;

/**
 * The classifier of these phrases: read from the folder when they were learned before, by this very code, and learned otherwise. A file that is
 * broken is learned anew; a folder that cannot be written to only costs the time.
 */
export async function rememberedClassifier(phrases: readonly Phrases[], folder: string): Promise<Classifier> {
  const file = join(folder, `intents-${await keyOf(phrases)}.model`);
  const known = await readModel(file);
  if (known) return classifierOf(known);
  const learned = learn(phrases);
  await writeModel(folder, file, learned).catch(() => undefined);
  return classifierOf(learned);
}

/** Other phrases, other code of ours or another Node: another model. */
async function keyOf(phrases: readonly Phrases[]): Promise<string> {
  const hash = createHash('sha256').update(process.versions.v8).update(JSON.stringify(phrases));
  const here = import.meta.dirname;
  const files = (await readdir(here, { recursive: true })).filter((name) => name.endsWith('.ts')).toSorted();
  for (const content of await Promise.all(files.map(async (name) => await readFile(join(here, name))))) hash.update(content);
  return hash.digest('hex');
}

async function readModel(file: string): Promise<Learned | undefined> {
  try {
    const bytes = await readFile(file);
    const data = bytes.subarray(DIGEST_BYTES);
    return digest(data).equals(bytes.subarray(0, DIGEST_BYTES)) ? (deserialize(data) as Learned) : undefined;
  } catch {
    return undefined;
  }
}

/** Put there as a whole or not at all, whoever else does the same. */
async function writeModel(folder: string, file: string, learned: Learned): Promise<void> {
  await mkdir(folder, { recursive: true });
  const data = serialize(learned);
  const fresh = `${file}.${randomUUID()}`;
  // What was labelled is in it, too.
  await writeFile(fresh, Buffer.concat([digest(data), data]), { mode: 0o600 });
  await rename(fresh, file);
  await sweep(folder);
}

async function sweep(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name));
  const files = await Promise.all(names.map(async (name) => ({ path: join(folder, name), at: (await stat(join(folder, name))).mtimeMs })));
  const old = files.toSorted((a, b) => b.at - a.at).slice(KEPT);
  await Promise.all(old.map(async ({ path }) => await rm(path, { force: true })));
}

function digest(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}
