import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { bundleProcess } from './bundle.ts';
import { readResults, withResults } from './results.ts';
import { long, onBoth } from './wait.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file in which each scenario keeps what it came to. */
    readonly results: string;
    /** The file that is a process of Deskside on the fake outside. */
    readonly program: string;
  }
}

const PAGE = fileURLToPath(new URL('../../../docs/reliability.md', import.meta.url));

/** Gathers the results of a whole run and, if asked to, writes them into the documentation. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-results-'));
  const file = join(folder, 'results.jsonl');
  project.provide('results', file);
  project.provide('program', await bundleProcess());
  return () => {
    const results = readResults(file);
    if (long || process.env['FAULTS_WRITE'] === '1') {
      const today = new Date().toISOString().slice(0, 10);
      writeFileSync(
        PAGE,
        withResults(readFileSync(PAGE, 'utf8'), results, long ? 'long' : 'short', onBoth && !long ? `${today}, everything on both backends` : today),
      );
    }
    rmSync(folder, { recursive: true, force: true });
  };
}
