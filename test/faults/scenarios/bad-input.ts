import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { freePort } from '#lib/free-port.ts';
import { parseRedisUrl } from '#queue/redis-url.ts';
import { chooseBackend } from '#queue/backend.ts';
import { memoryOf } from '../../../bench/throughput/cpu.ts';
import { fault } from '../support/fault.ts';
import type { Somebody } from '../support/people.ts';
import { something } from '../support/scene.ts';
import { spawnNode } from '../support/spawn.ts';
import { until } from '../support/wait.ts';
import type { Here, World } from '../support/world.ts';

/** Rows 47 to 49: what nobody should send, in the queue, in the tables and at the edge. */
export function badInput(world: Here): void {
  fault(world, { number: '47', fault: 'corrupt jobs and rows', begins: [1, 2] }, async (scene) => {
    const workers = world()
      .of('worker')
      .map(({ pid }) => pid);
    const jobs = await addBadJobs(world());
    const rows = await addBadRows(world());
    const { sql } = world().database;
    const unknown = sql`insert into outbox (id, lane, kind, payload, request_id) values (${randomUUID()}, 'bad', 'nonsense', '{}', ${randomUUID()})`;
    await expect(unknown).rejects.toThrow(/outbox_kind_known/);
    await scene.crowd(['echo', 'join', 'report'], 2);
    const tried = async () => await sql`select 1 from outbox where id in ${sql(rows)} and (last_error is not null or state = 'dead')`;
    await until('every bad row has been tried', 30, async () => (await tried()).length === rows.length);
    expect(
      world()
        .of('worker')
        .map(({ pid }) => pid),
    ).toEqual(workers);
    await sql`update outbox set state = 'dropped', done_at = now(), leased_until = null where id in ${sql(rows)} and state = 'ready'`;
    return { runs: jobs + rows.length + 1 };
  });

  fault(world, { number: '48', fault: 'NUL, lone surrogates, bidi, 100,000 combining marks', begins: [1, 2] }, async (scene) => {
    const nasty = [
      '\u0000',
      '\uD800',
      'a\uDC00b',
      '\u202E\u2066',
      '\u0301'.repeat(100_000),
      '\uFFFE\u{1F468}\u200D',
      "'; drop table inbox; --",
      '<!channel> @here <script>',
    ];
    for (const [at, text] of nasty.entries()) {
      const who = world().people[at + 10] as Somebody;
      const { delivery, effects, token } = something(who, 'report');
      const longest = text.slice(0, 90_000);
      await scene.send(
        { ...delivery, type: 'form', action: 'ticket.report', value: 'checked', values: { summary: `It fails ${token} ${longest}`, urgency: 'blocked' } },
        effects,
      );
      const echo = something(who, 'echo');
      await scene.send({ ...echo.delivery, type: 'action', action: 'probe.echo', value: `${echo.token}${text.slice(0, 1000)}` }, echo.effects);
      // Somebody without tickets: nobody asks them which one they mean.
      const other = world().people[at + 25] as Somebody;
      await scene.send({ key: `m-${token}`, user: other.user, room: other.room, type: 'message', messageId: token, text: `hello ${text}` }, []);
    }
    return { runs: nasty.length * 3 };
  });

  fault(world, { number: '49', short: 'Postgres', fault: '10 MB bodies, deep nesting, gzip bombs', begins: [0, 0] }, async () => {
    const port = await freePort();
    const front = spawnNode('src/main.ts', ['front'], { ...world().env, PORT: String(port) });
    await front.says('is ready');
    try {
      const user = world().people[0]?.user ?? '';
      const send = async (body: string | Buffer, more: Record<string, string> = {}) => {
        const headers = { 'deskside-as': user, 'content-type': 'application/json', ...more };
        // The server may hang up in the middle of what it does not want.
        return await fetch(`http://127.0.0.1:${port}/api/rooms/dm-${user}/messages`, { method: 'POST', headers, body: new Uint8Array(Buffer.from(body)) }).then(
          ({ status }) => status,
          () => 413,
        );
      };
      await send(JSON.stringify({ text: 'hello' }));
      const before = memoryOf(front.pid) ?? Number.NaN;
      const bodies: [string | Buffer, Record<string, string>?][] = [
        [JSON.stringify({ text: 'x'.repeat(10_000_000) })],
        ['['.repeat(200_000)],
        [`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
        [gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' }],
      ];
      const rounds = 10;
      for (let round = 0; round < rounds; round += 1) for (const [body, more] of bodies) expect([400, 413, 415]).toContain(await send(body, more));
      expect(await send(JSON.stringify({ text: 'hello' }))).toBe(202);
      const grown = (memoryOf(front.pid) ?? Number.NaN) - before;
      expect(grown).toBeLessThan(100);
      return { runs: rounds * bodies.length, note: `the browser's front end; memory ${grown < 0 ? 'shrank' : `grew by ${grown.toFixed(0)} MB`}` };
    } finally {
      await front.kill();
      // Nobody here posts to the browser: what was said there goes, and nobody is to be reached there from now on.
      await world().database.sql`delete from identities where platform = 'browser'`;
      await world().database.sql`update outbox set state = 'dropped', done_at = now(), leased_until = null where state = 'ready'`;
    }
  });
}

async function addBadJobs({ env, redis }: World): Promise<number> {
  const queue = chooseBackend({ redis: redis && parseRedisUrl(redis.url), redisSentinelPassword: undefined, databaseUrl: env.DATABASE_URL }).queue('deskside');
  queue.on('error', () => undefined);
  await queue.waitUntilReady();
  const data = [{}, { id: null }, { id: 7 }, { id: 'nonsense' }, { id: randomUUID() }, { id: { $gt: '' } }, [], 'text', null];
  await queue.addBulk(data.map((each) => ({ name: 'row', data: each })));
  await queue.close();
  return data.length;
}

/** Rows whose payload is not what their kind needs. Returns their ids. */
async function addBadRows({ database: { sql } }: World): Promise<string[]> {
  const rows: [string, string][] = [
    ['post', '{}'],
    ['post', '[]'],
    ['post', '{"to":{"personId":-1},"post":{"text":"x"}}'],
    ['card', '{"cardId":"nonsense"}'],
    ['step', '"text"'],
    ['timer', 'null'],
    ['event', '{}'],
  ];
  const ids = rows.map(() => randomUUID());
  for (const [at, [kind, payload]] of rows.entries()) {
    const id = ids[at] ?? '';
    await sql`insert into outbox (id, lane, kind, payload, request_id) values (${id}, ${`bad:${id}`}, ${kind}, ${payload}::text::jsonb, ${randomUUID()})`;
  }
  return ids;
}
