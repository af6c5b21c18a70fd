import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  /** Whether the client has ever said this. */
  readonly said: Set<string>;
  silent: boolean;
}

/**
 * A wire that can be cut, between a process and its database or queue.
 * @param words what a client may say that tells its connection from others, such as `LISTEN`
 */
export async function startProxy(target: string, words: readonly string[] = []) {
  const { hostname, port } = new URL(target);
  const links = new Set<Link>();
  let open = true;
  let cutWhenSaid: { readonly text: string; left: number } | undefined;
  let cuts = 0;

  const server = createServer((client) => {
    if (!open) return void client.destroy();
    const link: Link = { client, server: connect(Number(port), hostname), said: new Set(), silent: false };
    links.add(link);
    let dropAnswer = false;
    client.on('data', (chunk) => {
      for (const word of words) if (chunk.includes(word)) link.said.add(word);
      if (cutWhenSaid && cutWhenSaid.left > 0 && chunk.includes(cutWhenSaid.text)) {
        cutWhenSaid.left -= 1;
        dropAnswer = true;
      }
      if (!link.silent) link.server.write(chunk);
    });
    link.server.on('data', (chunk) => {
      // The other side has done it, and nobody hears so.
      if (dropAnswer) {
        cuts += 1;
        return end(link);
      }
      if (!link.silent) client.write(chunk);
    });
    for (const socket of [client, link.server]) {
      socket.on('error', () => undefined);
      socket.on('close', () => end(link));
    }
  });
  const end = (link: Link) => {
    links.delete(link);
    link.client.destroy();
    link.server.destroy();
  };
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);

  return {
    url: url.href,
    /** Cuts every connection, and refuses new ones until it passes again. */
    cutAll: () => {
      open = false;
      for (const link of links) end(link);
    },
    pass: () => void (open = true),
    /** Connections that have said this stay open and carry nothing any more; new ones pass. */
    silence: (word?: string) => {
      for (const link of links) if (word === undefined || link.said.has(word)) link.silent = true;
    },
    silenced: () => [...links].filter(({ silent }) => silent).length,
    /** The next so many times a client says this it is passed on, and the connection is cut before the answer returns. */
    cutWhenSaid: (text: string, times: number) => void (cutWhenSaid = { text, left: times }),
    cuts: () => cuts,
    end: async () => {
      for (const link of links) end(link);
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
