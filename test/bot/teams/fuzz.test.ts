import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanText } from '#lib/text.ts';
import { proves } from '#test/parity/proves.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { inTeams, type TeamsPeople } from '#test/support/teams-people.ts';
import { anyTextAtAll } from '../slack/any.ts';
import { numberOf } from '../../desk/helpers.ts';

/** `FUZZ_RUNS=…` looks longer. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 25);

let desk: Awaited<ReturnType<typeof createTeamsDesk>>;
let people: TeamsPeople;
let thread: string;
const rejections: unknown[] = [];
const onRejection = (reason: unknown) => void rejections.push(reason);
beforeAll(async () => {
  desk = await createTeamsDesk();
  people = inTeams(desk);
  process.on('unhandledRejection', onRejection);
  const { maria, sam, say, press, last } = people;
  await say(maria, maria.dm, 'my laptop does not start');
  await press(maria, maria.dm, 'I cannot work');
  thread = last(sam, desk.devices).id;
  await press(sam, desk.devices, 'Claim');
});
afterAll(async () => {
  process.off('unhandledRejection', onRejection);
  await desk.stop();
  await desk.database.close();
});

const BARE = [
  '<at>Tom Becker</at>',
  '@everyone',
  '[x](https://evil.test)',
  'https://evil.test/?a=1&b=2',
  '*b* _i_ ~s~ `c`',
  '{{DATE(2026-01-01T00:00:00Z)}}',
  '&lt;at&gt;',
];
const typed = fc
  .array(fc.oneof(anyTextAtAll, fc.constantFrom(...BARE)), { minLength: 1, maxLength: 6 })
  .map((parts) => `> ${parts.join(' ')}`.slice(0, 12_000));
const solid = (text: string) => text.replaceAll(/[\s\u200C]+/g, '');

/** Reads the words that arrived; where there were too many, their beginning. */
function expectWords(read: string, words: string): void {
  const [start = '', cut] = read.split('… (shortened here');
  const [shown, wanted] = [solid(start), solid(words)];
  const begins = shown.indexOf('>');
  const length = cut === undefined ? wanted.length : shown.length - begins - 1;
  expect(length).toBeGreaterThanOrEqual(Math.min(wanted.length, 100));
  expect(shown.slice(begins, begins + length)).toBe(wanted.slice(0, length));
}

test('whatever an agent writes is read as it was written, pings nobody, links nothing and formats nothing', async () => {
  const { maria, sam, say, last } = people;
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      await say(sam, desk.devices, text, { thread });
      const { activity, text: read } = last(maria, maria.dm);
      expectWords(read, cleanText(text).trim());
      expect(activity).not.toHaveProperty('text');
      expect(JSON.stringify(activity)).not.toMatch(/"TextBlock"|Action\.OpenUrl|"entities"|\{\{(?:DATE|TIME)\((?!\d{4}-\d\d-\d\dT)/);
    }),
    { numRuns: RUNS },
  );
  expect({ violations: desk.fake.violations, rejections }).toEqual({ violations: [], rejections: [] });
  expect(await numberOf(desk, sql`select count(*) as n from outbox where state = 'dead'`)).toBe(0);
  proves('teams', 'literal');
}, 180_000);

const junk = fc.oneof(fc.constantFrom(null, 0, -1, true, '', [], {}, '\u0000', '__proto__', 'x'.repeat(2000)), fc.anything({ maxDepth: 1 }), fc.string());
const mutation = fc.record({ where: fc.nat(), junk });

/** Every place in a value, by its path. */
function placesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => placesOf(part, [...path, key]))];
}

function changed(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value)) return value.map((part: unknown, at) => (String(at) === key ? changed(part, rest, to) : part));
  return { ...(value as object), [key]: changed((value as Record<string, unknown>)[key], rest, to) };
}

test('nothing that is altered makes it fail, and it works on afterwards', async () => {
  const { maria, sam, priya, say, press, last } = people;
  const begun = desk.fake.delivered.length;
  // One of each kind.
  const id = await say(maria, maria.dm, 'and the screen flickers', { files: [{ name: 'a.png', mediaType: 'image/png', bytes: Buffer.from('x') }] });
  await maria.edit(maria.dm, id, 'and the screen flickers now');
  await say(maria, desk.general, 'hello', { mentions: true });
  await press(sam, desk.devices, 'Resolve');
  await sam.extend(desk.general, maria.sees(desk.general)[0]?.id);
  await sam.submit({ urgency: 'blocked' });
  await press(priya, desk.devices, 'More…');
  await priya.install();
  const kinds = desk.fake.delivered.slice(begun).map(({ activity }) => activity);
  const token = desk.fake.keys.sign(desk.fake.keys.claims(desk.tenant.serviceUrl));
  const statuses: number[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), fc.nat(kinds.length - 1), async (mutations, which) => {
      const mutated = mutations.reduce<unknown>((value, { where, junk: to }) => {
        const places = placesOf(value);
        return changed(value, places[where % places.length] ?? [], to);
      }, kinds[which]);
      const { status } = await desk.fake.deliver((mutated ?? {}) as Record<string, unknown>, { token, raw: JSON.stringify(mutated) ?? 'null' });
      statuses.push(status);
      expect([200, 400, 401, 403, 501]).toContain(status);
    }),
    { numRuns: RUNS * 12 },
  );
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(statuses.length / 10);
  expect(rejections).toEqual([]);
  await desk.settle();
  await say(maria, maria.dm, 'hello again');
  expect(last(maria, maria.dm).from).toBe('bot');
}, 180_000);
