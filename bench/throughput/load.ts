import { Agent, request } from 'node:http';
import type { Delivery } from '#test/outside/front-end.ts';

/** Posts deliveries to a front process as the fake platform does. */
export interface Load {
  /** Resolves once it is accepted. */
  post(delivery: Delivery): Promise<void>;
  /** Posts that many, as fast as the connections allow. */
  postAll(count: number, make: (n: number) => Delivery): Promise<void>;
  close(): void;
}

/** @param connections kept alive and used again, as platforms do */
export function createLoad(port: number, connections: number): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const post: Load['post'] = async (delivery) => {
    const answer = await exchange(port, agent, JSON.stringify(delivery));
    if (answer !== '{"kind":"accepted"}') throw new Error(`An event was answered with ${answer}.`);
  };
  return {
    post,
    postAll: async (count, make) => {
      let next = 0;
      const one = async () => {
        while (next < count) await post(make(next++));
      };
      await Promise.all(Array.from({ length: connections }, one));
    },
    close: () => agent.destroy(),
  };
}

async function exchange(port: number, agent: Agent, body: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sending = request({ host: '127.0.0.1', port, path: '/', method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
