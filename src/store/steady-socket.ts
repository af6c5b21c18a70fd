import { connect, type Socket } from 'node:net';

interface Where {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | false | undefined;
}

/**
 * What connections to the database are made of. postgres.js 3.4.9 forgets what was asked between the error of a socket and
 * its close, and whoever asked waits for ever; when a socket closes as if without an error, it remembers. The error itself
 * is told before, and ends what was under way.
 */
export function steadySocket({ host, port, path }: Where): Socket {
  const socket = path ? connect(path) : connect(port[0] ?? 5432, host[0]);
  const emit = socket.emit.bind(socket) as (event: string | symbol, ...given: unknown[]) => boolean;
  socket.emit = (event: string | symbol, ...given: unknown[]) => (event === 'close' ? emit(event, false) : emit(event, ...given));
  return socket;
}
