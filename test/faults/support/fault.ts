import { expect, inject, test } from 'vitest';
import type { Verdict } from './check.ts';
import { keepResult } from './results.ts';
import { createScene, type Scene } from './scene.ts';
import { onBoth } from './wait.ts';
import type { Backend, Here } from './world.ts';

export interface Fault {
  /** Of the matrix in docs/reliability.md; `R` for random kills, `C` for controls. */
  readonly number: string;
  readonly fault: string;
  /** The test's name, where it says more than the fault's. */
  readonly title?: string;
  /** Seconds that it may take. */
  readonly within?: number;
  /** Something may be given up here, if somebody is told. */
  readonly mayGiveUp?: boolean;
  /** Further rows of the table that this is a trial of, each with its own count. */
  readonly also?: readonly { readonly number: string; readonly fault: string; readonly runs: number; readonly note?: string }[];
  /** For a control: how many duplicates the checker must find at least. */
  readonly finds?: number;
  /** In the short form it is tried on this backend only: what happens does not depend on where the queue is. */
  readonly short?: Backend;
  /** How many processes it begins with, front ends and workers; undefined: it sees to that itself. */
  readonly begins?: readonly [number, number];
}

/** What a scenario tells of itself: how many times it tried, and a note for the table. */
export interface Told {
  readonly runs?: number;
  readonly note?: string;
}

/** A numbered scenario: nothing acknowledged may be lost, nothing done twice, nothing in the wrong order. */
export function fault(
  world: Here,
  { number, fault: name, title = name, within = 90, mayGiveUp = false, also = [], finds = 0, short, begins }: Fault,
  play: (scene: Scene) => Promise<Told | void>,
): void {
  if (!onBoth && short !== undefined && short !== world.backend) return;
  test(`${[number, ...also.map((row) => row.number)].join(', ')}: ${title}`, { timeout: within * 1000 }, async () => {
    const { backend, has } = world();
    let told: Told = {};
    let survived = false;
    let found = { lost: 0, duplicated: 0 };
    try {
      if (begins) await has(...begins);
      const scene = createScene(world());
      told = (await play(scene)) ?? {};
      await world().settled();
      const verdict = await scene.verdict();
      if (finds === 0) found = { lost: verdict.lost.length, duplicated: verdict.duplicated.length };
      expect(amiss(verdict, finds, mayGiveUp)).toEqual([]);
      if (finds > 0) told = { note: `the checker found ${verdict.duplicated.length}` };
      survived = true;
    } finally {
      // What one scenario leaves undone must not fail the next.
      if (!survived) await world().forget();
      for (const { note = '', runs = 1, ...row } of [{ number, fault: name, ...told }, ...also])
        keepResult(inject('results'), { number: row.number, fault: row.fault, backend, runs, survived: survived ? runs : 0, ...found, note });
    }
  });
}

/** What is not as it should be; for a control, that too little was found. */
function amiss({ lost, duplicated, inversions, givenUp }: Verdict, finds: number, mayGiveUp: boolean): string[] {
  if (finds > 0) return duplicated.length < finds ? [`the checker found ${duplicated.length} of ${finds} duplicates`] : [];
  const named = (what: string, which: readonly string[]) => which.map((one) => `${what}: ${one}`);
  return [...named('lost', lost), ...named('duplicated', duplicated), ...named('out of order', inversions), ...named('given up', mayGiveUp ? [] : givenUp)];
}
