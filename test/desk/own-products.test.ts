import { beforeAll, expect, test } from 'vitest';
import { products } from '#store/schema/licenses.ts';
import { direct } from '#test/support/client.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { hire, type TestDesk } from './helpers.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk();
  await desk.database.db.insert(products).values({ name: 'Quillwright', vendor: 'Fernwood' });
});

const asked = async (words: string) => {
  const ada = await hire(desk, 'Ada');
  await desk.say(ada, direct(ada), words);
  return (await desk.last(ada, direct(ada))).text;
};

test('a program that only this company has is known by its name, also misspelled: nobody is asked what does not work', async () => {
  expect(await asked('quillwright crashes')).toContain('How much does it stop you?');
  expect(await asked('quilwright crashes')).toContain('How much does it stop you?');
});

test('one that was bought just now is known a minute later', async () => {
  expect(await asked('marrowpad crashes')).toContain('What is not working');
  await desk.database.db.insert(products).values({ name: 'Marrowpad', vendor: 'Fernwood' });
  desk.clock.advance(60_000);
  expect(await asked('marrowpad crashes')).toContain('How much does it stop you?');
});
