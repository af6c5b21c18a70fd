import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Phrases } from '#core/intent.ts';
import type { Edition } from '#rules/edition.ts';
import { addEdition } from '#store/editions.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { followPromoted } from '#worker/follow-promoted.ts';

const SERVUS: Phrases = { intent: 'greeting', phrases: ['servus'] };

test('phrases of the file are learned at the start and when they are applied, and nothing is learned anew when others things change', async () => {
  const database = await createTestDatabase();
  const apply = async (content: Partial<Edition>) =>
    await addEdition(database.db, { since: new Date(), content: { calendars: {}, policies: [], ...content }, source: 'teams:' });
  const lessons: (readonly Phrases[])[] = [];
  const follow = async () => {
    const learn = async (learned: readonly Phrases[]) => await Promise.resolve(void lessons.push(learned));
    return await followPromoted({ database, log: pino({ level: 'silent' }) }, learn, 20);
  };
  await (await follow()).stop();
  expect(lessons).toEqual([]);

  await apply({ phrases: [SERVUS] });
  const following = await follow();
  expect(lessons).toEqual([[SERVUS]]);
  await apply({ phrases: [SERVUS], outOfHours: 'Later.' });
  await apply({ phrases: [SERVUS], outOfHours: 'Much later.' });
  await apply({});
  await expect.poll(() => lessons.length).toBe(2);
  expect(lessons.at(-1)).toEqual([]);
  await following.stop();
});
