import { expect, test } from 'vitest';
import { createBatch } from '#lib/batch.ts';

/** A batch that answers each number with its double, when it is let to. */
function doubling(most?: number) {
  const asked: (readonly number[])[] = [];
  const doors: PromiseWithResolvers<void>[] = [];
  const double = createBatch<number, number>(async (items) => {
    asked.push(items);
    const door = Promise.withResolvers<void>();
    doors.push(door);
    await door.promise;
    return items.map((item) => item * 2);
  }, most);
  return { asked, double, open: () => doors.shift()?.resolve(), fail: () => doors.shift()?.reject(new Error('the line is dead')) };
}

const turn = async () => await new Promise(setImmediate);

test('what is asked for in one turn, and what comes while it is under way, goes together, and each gets its own answer', async () => {
  const { asked, double, open } = doubling();
  const first = [double(1), double(9)];
  await turn();
  const others = [double(2), double(3), double(2)];
  await turn();
  expect(asked).toEqual([[1, 9]]);
  open();
  expect(await Promise.all(first)).toEqual([2, 18]);
  expect(asked).toEqual([
    [1, 9],
    [2, 3, 2],
  ]);
  open();
  expect(await Promise.all(others)).toEqual([4, 6, 4]);
});

test('no more are asked for at once than agreed', async () => {
  const { asked, double, open } = doubling(2);
  const all = Promise.all([1, 2, 3, 4, 5].map(double));
  for (let round = 0; round < 4; round += 1) {
    await turn();
    open();
  }
  expect(await all).toEqual([2, 4, 6, 8, 10]);
  expect(asked).toEqual([[1, 2], [3, 4], [5]]);
});

test('when it fails, those that were asked for fail, and what comes later does not', async () => {
  const { double, open, fail } = doubling();
  const first = double(1);
  await turn();
  const second = double(2);
  fail();
  await expect(first).rejects.toThrow('the line is dead');
  open();
  expect(await second).toBe(4);
});
