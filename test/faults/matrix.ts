import { afterAll, beforeAll, describe } from 'vitest';
import { badInput } from './scenarios/bad-input.ts';
import { controls } from './scenarios/controls.ts';
import { crashes } from './scenarios/crashes.ts';
import { theDatabase } from './scenarios/database.ts';
import { listening } from './scenarios/listening.ts';
import { theOutside } from './scenarios/outside.ts';
import { peopleAndClicks } from './scenarios/people-and-clicks.ts';
import { theQueue } from './scenarios/queue.ts';
import { randomKills } from './scenarios/random-kills.ts';
import { stops } from './scenarios/stops.ts';
import { timeAndVersions } from './scenarios/time-and-versions.ts';
import { createWorld, type Backend, type Here, type World } from './support/world.ts';

/** The whole matrix on one backend, in one world: starting processes is what takes longest. */
export function matrixOn(backend: Backend, skip = ''): void {
  describe.skipIf(skip !== '')(`on ${backend}${skip}`, () => {
    let world: World;
    const here: Here = Object.assign(() => world, { backend });
    beforeAll(async () => void (world = await createWorld(backend)));
    afterAll(async () => await world.end());
    peopleAndClicks(here);
    badInput(here);
    theOutside(here);
    theDatabase(here);
    if (backend === 'Redis') theQueue(here);
    listening(here);
    stops(here);
    timeAndVersions(here);
    crashes(here);
    controls(here);
    randomKills(here);
  });
}
