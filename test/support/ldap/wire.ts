import type { AddressInfo, Socket } from 'node:net';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:tls';
import type { Certificate } from '../certificate.ts';

/** By the tags of RFC 4511, 4.2, 4.5 and 4.6. */
const TAGS = { bind: 0x60, search: 0x63, change: 0x66 } as const;

/** A request, and when something happens to it: before it gets there, or before its answer comes back. */
interface Meeting {
  readonly request: keyof typeof TAGS;
  readonly when: 'before' | 'after';
  /** The line breaks when this has happened; never, if it never ends. */
  readonly what: () => Promise<unknown>;
}

/** A wire that reads along: it stands before a directory with a certificate of its own. */
export async function startWire(target: { readonly url: string; readonly certificate: Certificate }, own: Certificate = target.certificate) {
  const { hostname, port } = new URL(target.url);
  const open = new Set<Socket>();
  let meeting: Meeting | undefined;
  const server = createServer({ cert: readFileSync(own.cert), key: readFileSync(own.key) }, (client) => {
    const upstream = connect({ host: hostname, port: Number(port), ca: readFileSync(target.certificate.cert) });
    let met: Meeting | undefined;
    const meet = async ({ what }: Meeting) => {
      await what();
      client.destroy();
      upstream.destroy();
    };
    client.on('data', (chunk: Buffer) => {
      if (meeting && tagOf(chunk) === TAGS[meeting.request]) met = meeting;
      if (met?.when === 'before') return void meet(met);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (met) return void meet(met);
      client.write(chunk);
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => void other.destroy());
    }
  });
  // Whoever does not trust the certificate hangs up in the middle.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `ldaps://localhost:${(server.address() as AddressInfo).port}`,
    certificate: own,
    /** From now on, this happens to such a request. */
    meet: (next: Meeting | undefined) => void (meeting = next),
    end: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

/** What a message asks for: after its length and its number (RFC 4511, 4.1.1). */
function tagOf(message: Buffer): number | undefined {
  const first = message[1] ?? 0;
  const id = 2 + (first < 0x80 ? 0 : first - 0x80);
  return message[id + 2 + (message[id + 1] ?? 0)];
}
