import { expect, it } from 'vitest';

it('loading the understander leaves the environment as it was', async () => {
  const before = { ...process.env };
  await import('#intent/understander.ts');
  expect({ ...process.env }).toEqual(before);
});
