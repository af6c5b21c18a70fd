import type { HTTPReceiver } from '@slack/bolt';
import type { IncomingMessage } from 'node:http';

/**
 * Reads what is posted before the library does, and refuses what Slack never sends: other types, and `null`. The library
 * looks for fields of it where nobody catches what is thrown, and that would end the process.
 */
export function withWholeBody(receiver: HTTPReceiver, maxBytes: number): HTTPReceiver {
  const { requestListener } = receiver;
  receiver.requestListener = (request, response) => {
    if (request.method !== 'POST') return requestListener(request, response);
    const refuse = (status: number) => response.writeHead(status, status === 400 ? {} : { connection: 'close' }).end();
    if (!/^application\/(json|x-www-form-urlencoded)(;|$)/.test(request.headers['content-type'] ?? '')) return refuse(415);
    read(request, maxBytes).then(
      (body) => {
        if (body === undefined) return refuse(413);
        if (isNothing(request, body)) return refuse(400);
        try {
          return requestListener(Object.assign(request, { rawBody: body }), response);
        } catch {
          // It throws for addresses that are none.
          return refuse(404);
        }
      },
      () => response.destroy(),
    );
  };
  return receiver;
}

/** Undefined when there is more of it. */
async function read(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // Not read to its end: what is left of it goes with the connection, once the answer has been sent.
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    bytes += (part as Buffer).length;
    if (bytes > maxBytes) return undefined;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

function isNothing({ headers }: IncomingMessage, body: Buffer): boolean {
  const text = body.toString();
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return (isForm ? new URLSearchParams(text).get('payload') : text)?.trim() === 'null';
}
