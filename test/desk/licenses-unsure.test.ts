import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Directory } from '#core/directory.ts';
import { OutsideError } from '#core/errors.ts';
import { stockCatalog } from '#test/support/catalog.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { hoursPass } from '#test/support/stage.ts';
import { numberOf, submit } from './helpers.ts';

/** What becomes of one call: done; done, and the answer is lost; not done, and nobody knows; refused for now; refused for good. */
type Luck = 'done' | 'done, unheard' | 'lost' | 'busy' | 'refused';

/** A directory whose changes go by a list of fates; what it is asked it always answers. */
function fickle(fates: Luck[]): (directory: Directory) => Directory {
  const change = (real: (group: string, email: string) => Promise<void>) => async (group: string, email: string) => {
    const luck = fates.shift() ?? 'done';
    if (luck === 'done' || luck === 'done, unheard') await real(group, email);
    if (luck === 'done, unheard' || luck === 'lost') throw new OutsideError('The line broke.', { outcome: 'unknown' });
    if (luck === 'busy') throw new OutsideError('Later.', { outcome: 'not_done' });
    if (luck === 'refused') throw new OutsideError('Never.', { outcome: 'not_done', lasting: true });
  };
  return (directory) => ({ ...directory, addMember: change(directory.addMember), removeMember: change(directory.removeMember) });
}

const PEOPLE = [MARIA, TOM, SAM, PRIYA, LEE] as const;
const wish = fc.record({ who: fc.constantFrom(...PEOPLE), does: fc.constantFrom('get', 'get', 'give back', 'cancel') });
const luck = fc.constantFrom<Luck>('done', 'done', 'done, unheard', 'lost', 'busy', 'refused');

test('whatever becomes of calls to the directory, whoever holds a seat is in the group, nobody else is, and no seat is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { minLength: 3, maxLength: 12 }), fc.array(luck, { maxLength: 12 }), async (wishes, fates) => {
      const desk = await createTestDesk({ outside: fickle([...fates]) });
      const { figma } = await stockCatalog(desk.database, { seats: 2, today: desk.clock.now() });
      await desk.database.db.execute(sql`update products set approval = 'none' where id = ${figma}`);
      const editor = String(await numberOf(desk, sql`select id as n from product_levels where name = 'Editor'`));
      const press = async (who: string, label: string) => {
        const cards = await desk.read(who, direct(who));
        return cards.some(({ buttons }) => buttons.some((button) => button.label === label));
      };
      for (const { who, does } of wishes) {
        if (does === 'get') await submit(desk, who, { action: 'license.request', subject: `product/${figma}`, values: { why: 'to draw', level: editor } });
        if (does === 'give back' && (await press(who, 'Give it back'))) await desk.fill(who, direct(who), 'Give it back', { sure: 'yes' });
        if (does === 'cancel' && (await press(who, 'I no longer need it'))) await desk.click(who, direct(who), 'I no longer need it');
      }
      // Each of these calls is tried until its luck has run out.
      for (let hour = 0; hour <= fates.length; hour += 1) await hoursPass(desk, 1);
      expect(await numberOf(desk, sql`select count(*) as n from outbox where kind = 'step' and done_at is null and state <> 'dead'`)).toBe(0);

      const state = await desk.database.sql<{ email: string; state: string }[]>`
        select p.email, s.state from seats s join people p on p.id = s.person_id where s.until is null`;
      const active = state.filter((seat) => seat.state === 'active').map(({ email }) => email);
      const leaving = state.filter((seat) => seat.state === 'leaving').map(({ email }) => email);
      const members = await desk.worker.directory.membersOf('figma-editors');
      // Who could not be taken out for good still counts as holding a seat, and the team has a ticket about it.
      expect(new Set(members)).toEqual(new Set([...active, ...leaving]));
      expect(state.length).toBeLessThanOrEqual(2);
      expect(state.filter((seat) => seat.state === 'reserved')).toEqual([]);
      const waiting = await numberOf(desk, sql`select count(*) as n from license_requests where state = 'waiting'`);
      expect(waiting === 0 || state.length === 2).toBe(true);
      expect(await numberOf(desk, sql`select count(*) as n from license_requests where state in ('asked', 'granting')`)).toBe(0);
      await desk.database.close();
    }),
    { numRuns: Number(process.env['LICENSE_CASES'] ?? 6) },
  );
}, 300_000);
