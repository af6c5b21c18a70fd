import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Certificate } from '../certificate.ts';

/** The answer to the first request, which has the number 2: success, or «protocol error» of who knows no StartTLS (RFC 4511, 4.12). */
const answer = (code: 0 | 2) => Buffer.from([0x30, 12, 2, 1, 2, 0x78, 7, 10, 1, code, 4, 0, 4, 0]);

/** How a server takes the wish for TLS: it knows none, hangs up, says yes and then hangs up or nothing, or shows a certificate. */
type Manner = 'no TLS' | 'hangs up' | 'yes, and hangs up' | 'yes, and nothing' | Certificate;

/** A server that begins without TLS, and remembers what it was told in plain words. */
export async function startBare(manner: Manner) {
  const sockets = new Set<Socket>();
  let heard = '';
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => void (heard += chunk.toString('latin1')));
    socket.once('data', () => {
      if (manner === 'hangs up') return void socket.destroy();
      socket.write(answer(manner === 'no TLS' ? 2 : 0));
      if (manner === 'yes, and hangs up') socket.end();
      if (typeof manner !== 'object') return;
      socket.removeAllListeners('data');
      new TLSSocket(socket, { isServer: true, cert: readFileSync(manner.cert), key: readFileSync(manner.key) }).on('error', () => undefined);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `ldap://localhost:${(server.address() as AddressInfo).port}`,
    heard: () => heard,
    connections: () => sockets.size,
    end: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
