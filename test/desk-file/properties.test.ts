import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { editionOf } from '#desk-file/edition.ts';
import { planOf, teamIds } from '#desk-file/plan.ts';
import { readDeskFile } from '#desk-file/read.ts';
import type { StandingProduct } from '#rules/catalog-setup.ts';
import type { StandingTeam } from '#rules/team-setup.ts';
import { fileOf, known } from './known.ts';

const DEMO = readFileSync(new URL('../../src/demo/deskside.yaml', import.meta.url), 'utf8');
const DOCS = /```yaml\n([\s\S]*?)```/.exec(readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8'))?.[1] ?? '';

const email = fc.constantFrom('sam@example.test', 'Priya@example.test', 'lee@example.test');
const key = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const words = fc.stringMatching(/^[A-Za-z0-9äß'’": #&*!|>%@`{}[\],-]{0,12}[a-z]$/).map((text) => text.trim());
const span = fc.constantFrom('30m', '4h', '2d', '1d 4h', '90m', '1h 30m');
const hours = fc.constantFrom([], ['09:00-17:00'], ['08:00-12:00', '12:30-16:00'], ['00:00-24:00']).map((all) => (all.length > 0 ? all : undefined));
const priority = fc.constantFrom('P1', 'P2', 'P3', 'P4');
const some = <T>(item: fc.Arbitrary<T>) => fc.uniqueArray(item, { minLength: 1, maxLength: 3 });
/** As it would be written: what is undefined is not there. */
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Names that differ by more than their case. */
const unlike = <T>(item: fc.Arbitrary<T>, name: (one: T) => string) =>
  fc.uniqueArray(item, { minLength: 1, maxLength: 3, selector: (one) => name(one).trim().toLowerCase() });
const term = fc.record({
  contract: words,
  seats: fc.integer({ min: 1, max: 50 }),
  price: fc.constantFrom(0, 12.5),
  currency: fc.constant('EUR'),
  from: fc.constant('2026-01-01'),
  to: fc.constantFrom('2026-12-31', '2028-02-29'),
  reassignable: maybe(fc.boolean()),
});

const file = fc.record({ teams: some(key), calendars: some(key) }).chain(({ teams, calendars }) => {
  const team = fc.constantFrom(...teams);
  const calendar = fc.constantFrom(...calendars);
  const match = fc.record({
    keyword: some(words),
    location: maybe(some(words)),
    vip: maybe(fc.boolean()),
    category: maybe(some(fc.constantFrom('fault', 'software', 'VPN'))),
  });
  const when = fc.record({
    team: some(team),
    priority: maybe(some(priority)),
    vip: maybe(fc.boolean()),
    department: maybe(some(fc.constantFrom('Sales', 'Finance'))),
  });
  const targets = fc.dictionary(priority, fc.record({ resolution: span, first_response: maybe(span) }));
  const policy = fc.record({ name: words, when, calendar, targets, on_reopen: maybe(fc.constantFrom('new_cycle', 'resume')) });
  const people = fc.uniqueArray(email, { minLength: 1 });
  const members = people.chain((all) => fc.tuple(...all.map((one) => fc.record({ email: fc.constant(one), lead: maybe(fc.boolean()) }))));
  const setUp = fc.record({ members, calendar: maybe(calendar), keywords: maybe(some(words)) });
  const plan = fc.record({
    zone: fc.constantFrom('UTC', 'Asia/Kolkata'),
    day: maybe(fc.constantFrom('8h', '7h 30m')),
    week: fc.record({ monday: fc.constant(['09:00-12:00']), friday: hours }),
  });
  const product = fc.record({
    name: words,
    vendor: words,
    owner: maybe(email),
    team: maybe(team),
    approval: maybe(fc.constantFrom('none', 'manager', 'owner')),
    owner_above: maybe(fc.constantFrom(0, 12.5, 19.99)),
    aliases: maybe(some(words)),
    birthright: maybe(some(fc.constantFrom('Sales', 'Finance'))),
    levels: maybe(unlike(fc.record({ name: words, group: maybe(words) }), ({ name }) => name)),
    terms: maybe(unlike(term, ({ contract }) => contract)),
  });
  return fc.record({
    teams: fc
      .tuple(...teams.map((name) => fc.tuple(fc.constant(name), setUp)))
      .map((all) => Object.fromEntries(all.map(([name, one]) => [name, { name, ...one }]))),
    calendars: fc.tuple(...calendars.map((name) => fc.tuple(fc.constant(name), plan))).map((all) => Object.fromEntries(all)),
    policies: maybe(
      fc
        .uniqueArray(policy, { minLength: 1, maxLength: 3, selector: ({ when: w }) => JSON.stringify(w) })
        .map((all) => all.map((one, index) => ({ id: `p${index}`, ...one }))),
    ),
    routing: maybe(fc.uniqueArray(fc.record({ when: match, team }), { minLength: 1, maxLength: 3, selector: ({ when: w }) => JSON.stringify(w) })),
    products: maybe(unlike(product, ({ name }) => name)),
    categories: fc.record({ of: fc.constantFrom('access', 'fault'), keywords: maybe(some(words)) }).map((one) => [{ name: 'VPN', ...one }]),
    out_of_hours: maybe(words),
    vip: maybe(fc.record({ people: maybe(people), titles: maybe(some(words)) })),
  });
});

test('what is valid is read alike however it is written, and applied twice it changes nothing the second time', () => {
  fc.assert(
    fc.property(file, (settings) => {
      const read = fileOf(stringify(settings));
      expect(fileOf(stringify(settings, { collectionStyle: 'flow', defaultStringType: 'QUOTE_DOUBLE', lineWidth: 40 }))).toEqual(read);

      const first = planOf(read, { teams: [], products: [], edition: undefined, policies: new Map(), ownSummaries: new Set() });
      expect(first.changed.map((team) => team.key)).toEqual(Object.keys(read.teams));
      const teams = first.changed.map((team, index): StandingTeam => ({ ...team, id: index + 1, retired: false, liveTickets: 0 }));
      const edition = editionOf(read, { teamIds: teamIds(teams), policies: new Map() });
      const policies = new Map(edition.policies.map((policy) => [policy.id, policy]));
      expect(first.products).toEqual(read.products ?? []);
      const products = first.products.map((one): StandingProduct => ({ ...one, retired: false, used: new Map() }));
      const again = planOf(read, { teams, products, edition, policies, ownSummaries: new Set() });
      expect({ lines: again.lines, refusals: again.refusals, newEdition: again.newEdition }).toEqual({ lines: [], refusals: [], newEdition: false });
    }),
    { numRuns: 150 },
  );
});

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  remove: fc.nat({ max: 12 }),
  insert: fc.oneof(
    fc.constantFrom(
      '',
      '\n',
      '  ',
      '\t',
      ':',
      '- ',
      '*all',
      '&all ',
      '"',
      '{',
      ']',
      '<<: ',
      '#',
      '---\n',
      '!!int ',
      '? ',
      '|',
      'null',
      '~',
      '1e9',
      '__proto__: ',
      'constructor',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
});

test('whatever is typed into a file, it is read, or what is wrong with it is listed with a place in it', () => {
  let read = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.constantFrom(DEMO, DOCS), fc.array(edit, { minLength: 0, maxLength: 4 }), (source, edits) => {
      const text = edits.reduce((before, { at, remove, insert }) => {
        const from = at % (before.length + 1);
        return before.slice(0, from) + insert + before.slice(from + remove);
      }, source);
      const result = readDeskFile(text, {
        ...known,
        intents: ['hardware.request', 'hardware.replace'],
        personProblem: () => undefined,
        placeOfLink: () => ({ workspace: 'w', room: 'r' }),
      });
      if ('file' in result) return void read++;
      refused++;
      const lines = text.split('\n');
      expect(result.problems.length).toBeGreaterThan(0);
      for (const { line, column, sentence } of result.problems) {
        expect(sentence).toMatch(/^[^\s].*[.?:!]$/su);
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeGreaterThan(0);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
      }
    }),
    { numRuns: 400 },
  );
  expect(read).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(10);
});
