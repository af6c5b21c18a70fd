import { request } from 'node:http';

export interface RawRequest {
  readonly method?: string;
  readonly path: string;
  /** A list is sent as so many headers of one name. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly body: string;
}

/** One request as written, also with headers that `fetch` would not send. */
export async function sendRaw(port: number, { method, path, headers = {}, body }: RawRequest): Promise<RawAnswer> {
  return await new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, method: method ?? (body === undefined ? 'GET' : 'POST'), headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}
