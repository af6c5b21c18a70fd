import { postgresBackend } from '#queue/backend.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { doorbellContract } from './doorbell.ts';

doorbellContract('Postgres', async () => {
  const database = await createTestDatabase();
  return { backend: postgresBackend(database.url), end: async () => await Promise.resolve() };
});
