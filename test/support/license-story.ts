import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { stockCatalog } from './catalog.ts';
import { cardIn, last, shown, type Stage } from './stage.ts';

interface Stocked {
  /** Id of the product. */
  readonly figma: number;
}

/** There is one seat of Figma, and everybody is known here already. */
export async function stockOneSeat({ desk, tom, lee, sam, priya, say }: Stage): Promise<Stocked> {
  const { figma } = await stockCatalog(desk.database, { seats: 1, today: desk.clock.now() });
  for (const who of [tom, lee, sam, priya]) await say(who, who.dm, 'hello');
  return { figma };
}

async function wantEditor({ say, press }: Stage, who: Stage['maria']): Promise<void> {
  await say(who, who.dm, 'I need a license for figma');
  await press(who, who.dm, 'Editor');
  await say(who, who.dm, 'I draw the new shop');
}

/** Maria says what she needs, Tom approves, she has it with what to do first, and gives it back. */
export async function checkSeat(stage: Stage): Promise<void> {
  const { maria, tom, press, fill } = stage;
  await wantEditor(stage, maria);
  expect(cardIn(stage, maria, maria.dm, 'L-1').all).toMatch(/Waits for approval[^]*Tom Becker/);
  expect(last(stage, tom).all).toMatch(/Approval · L-1 · Figma \(Editor\)[^]*15\.00 a month/);
  await press(tom, tom.dm, 'Approve');
  expect(last(stage, maria).all).toMatch(/You have it[^]*Sign in at figma\.com/);
  await fill(maria, maria.dm, 'Give it back', { sure: 'yes' });
  expect(shown(stage, maria, maria.dm)).toContain('Figma (Editor) is given back. Thank you.');
}

/** Lee has the only seat: Maria and Tom wait in line, Maria leaves it, and Tom gets the seat that Lee gives back. */
export async function checkLine(stage: Stage, { figma }: Stocked): Promise<void> {
  const { desk, maria, tom, lee, press, fill } = stage;
  await desk.database.db.execute(sql`update products set approval = 'none' where id = ${figma}`);
  for (const who of [lee, maria, tom]) await wantEditor(stage, who);
  expect(last(stage, tom).all).toContain('you are number 2 in line');
  await press(maria, maria.dm, 'I no longer need it');
  expect(last(stage, tom).all).toContain('you are next');
  await fill(lee, lee.dm, 'Give it back', { sure: 'yes' });
  expect(last(stage, tom).all).toContain('You have it');
}
