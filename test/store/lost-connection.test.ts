import { expect, test } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer, connect, type Socket } from 'node:net';
import { openDatabase } from '#store/database.ts';
import { createTestDatabase } from '#test/support/database.ts';

/** A line to the database that can be cut at any moment. */
async function lineTo(target: string) {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [client, far],
      [far, client],
    ] as const) {
      open.add(socket);
      socket.pipe(other);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = Object.assign(new URL(target), { port: String((server.address() as { port: number }).port) }).href;
  return {
    url,
    cut: () => open.forEach((socket) => socket.destroy()),
    close: () => void server.close(),
  };
}

test('after a connection breaks, whatever was under way ends, and the next statement is answered', async () => {
  const line = await lineTo((await createTestDatabase()).url);
  const { sql, close } = openDatabase(line.url, 1);
  await sql`select 1`;
  for (let round = 0; round < 40; round += 1) {
    // Small statements are gathered before they are sent; the line breaks before, between and after.
    const cut = setInterval(line.cut, 1);
    const asked = Promise.allSettled(
      Array.from({ length: 20 }, async (_, at) => {
        for (let turn = 0; turn < at % 5; turn += 1) await new Promise(setImmediate);
        return await sql`select ${round}::int`;
      }),
    );
    await sleep(round % 7);
    clearInterval(cut);
    line.cut();
    await asked;
  }
  // Whoever asks before the last break was noticed is told of it; whoever asks after that is answered.
  const ask = async () => [...(await sql`select 1 as one`)];
  expect(await ask().catch(ask)).toEqual([{ one: 1 }]);
  line.close();
  await close();
});
