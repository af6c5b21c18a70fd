import { join } from 'node:path';
import { startDesk, type AddStop } from './desk.ts';
import { spreadOf, type Spread } from './figures.ts';

export interface StartTimes {
  /** New database, migrations, demo company. */
  readonly first: Spread;
  readonly later: Spread;
}

const FIRST_STARTS = 3;
const LATER_STARTS = 5;

/** From the start of the process until it prints its address. */
export async function measureStart(folder: string, addStop: AddStop): Promise<StartTimes> {
  const time = async (name: string): Promise<number> => {
    const desk = await startDesk(join(folder, name), addStop);
    await desk.stop();
    return desk.startedInMs;
  };
  const first: number[] = [];
  for (let at = 0; at < FIRST_STARTS; at++) first.push(await time(`start-${at}`));
  const later: number[] = [];
  for (let at = 0; at < LATER_STARTS; at++) later.push(await time('start-0'));
  return { first: spreadOf(first), later: spreadOf(later) };
}
