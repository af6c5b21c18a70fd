import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { createTestDesk } from '#test/support/desk.ts';
import { play } from './dialogue.ts';
import type { TestDesk } from './helpers.ts';

const FOLDER = new URL('./dialogues/', import.meta.url);
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk();
});

// Read what changed before you let `vitest -u` write it down.
test.each(names)('%s', async (name) => {
  const script = readFileSync(new URL(name, FOLDER), 'utf8');
  await expect(await play(desk, script)).toMatchFileSnapshot(`./dialogues/${name}`);
});

test('there are enough of them to tell whether talking still works', () => {
  expect(names.length).toBeGreaterThanOrEqual(40);
});
