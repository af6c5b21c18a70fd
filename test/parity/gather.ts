import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import type { Proof } from './proves.ts';
import { differences, withTable } from './table.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file in which tests say what they have shown. */
    readonly parity: string;
  }
}

const PAGE = fileURLToPath(new URL('../../docs/platforms.md', import.meta.url));

/**
 * Gathers what tests show of each platform. At the end of a run in which every file that shows something ran and passed, the table in
 * the documentation is compared with it, or written with PARITY_WRITE=1; another run does nothing. Returns what ends it.
 */
export function gatherParity(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-parity-'));
  const file = join(folder, 'proofs.jsonl');
  project.provide('parity', file);
  return async () => {
    const proofs = readProofs(file);
    rmSync(folder, { recursive: true, force: true });
    if (!(await isWhole(project))) return;
    const page = readFileSync(PAGE, 'utf8');
    const wanted = withTable(page, proofs);
    if (process.env['PARITY_WRITE'] === '1') return writeFileSync(PAGE, wanted);
    const different = differences(page, wanted);
    if (different.length === 0) return;
    process.stderr.write(`docs/platforms.md does not say what the tests have shown (PARITY_WRITE=1 npm test writes it anew):\n${different.join('\n')}\n`);
    process.exitCode = 1;
  };
}

function readProofs(file: string): Proof[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Proof);
}

/** Files without anything to run here, as those that need a browser, have run, too: then something else has to show the same. */
async function isWhole(project: TestProject): Promise<boolean> {
  const { config, state } = project.vitest;
  if (config.watch || config.testNamePattern !== undefined) return false;
  const { testFiles } = await project.globTestFiles();
  const showing = testFiles.filter((file) => readFileSync(file, 'utf8').includes("from '#test/parity/proves.ts'"));
  const ran = new Set(state.getTestModules().flatMap((module) => (['passed', 'skipped'].includes(module.state()) ? [module.moduleId] : [])));
  return showing.length > 0 && showing.every((file) => ran.has(file));
}
