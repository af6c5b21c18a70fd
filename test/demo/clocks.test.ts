import { sql } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { trainUnderstander } from '#app.ts';
import { createDemoCompany } from '#demo/company.ts';
import type { Database } from '#store/database.ts';
import { compare, loggedTickets } from '#store/sla-replay.ts';
import { knownEditions } from '#store/sla.ts';
import { workflows } from '#workflows/index.ts';
import { createTestDatabase } from '#test/support/database.ts';

const understander = await trainUnderstander([], inject('models'));
const NOW = new Date('2026-03-11T09:30:00Z');

async function countsOf({ db }: Database): Promise<Record<string, number>> {
  const [row] = await db.execute<Record<string, number>>(sql`
    select (select count(*)::int from tickets t where not exists (select from sla_cycles c where c.ticket_id = t.id and c.metric = 'first_response')) as unclocked,
      (select count(*)::int from sla_cycles where metric = 'resolution' and state = 'stopped') as stopped,
      (select count(*)::int from sla_cycles where target_ms is not null) as promised,
      (select count(*)::int from outbox where payload->>'timer' = 'ticket.clock') as timers,
      (select count(*)::int from outbox o where payload->>'timer' = 'ticket.clock' and next_at <= ${NOW.toISOString()}::timestamptz) as ringing,
      (select count(*)::int from sla_notices) as notices`);
  return row ?? {};
}

async function otherwise({ db }: Database): Promise<unknown[]> {
  const editions = await knownEditions(db);
  const found: unknown[] = [];
  for await (const ticket of loggedTickets(db, new Date(0))) found.push(...compare(ticket, editions, NOW));
  return found;
}

test('the history of the demo company has its clocks and promises, and the day begins without a heap of late notices', async () => {
  const database = await createTestDatabase();
  await createDemoCompany({ database, understander, workflows }, { now: NOW });
  const counts = await countsOf(database);
  expect(counts).toMatchObject({ unclocked: 0, ringing: 0 });
  expect(counts['stopped']).toBeGreaterThan(300);
  expect(counts['promised']).toBeGreaterThan(600);
  expect(counts['timers']).toBeGreaterThan(0);
  expect(counts['notices']).toBeGreaterThan(0);
  expect(await otherwise(database)).toEqual([]);
  await database.close();
});
