import type { Accepted, MessageView } from '#bot/browser/api.ts';

/** Posts as somebody at the page does. Resolves with the 202 acknowledgement. */
export async function post(base: string, as: string, text: string): Promise<Accepted> {
  const response = await fetch(`${base}/api/rooms/dm-${as}/messages`, {
    method: 'POST',
    headers: { 'deskside-as': as, 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  if (response.status !== 202) throw new Error(`A message was answered with ${response.status}: ${await response.text()}`);
  return (await response.json()) as Accepted;
}

/** Calls back with every new message of the desk, as soon as it has arrived. Resolves once the stream has begun. */
export async function openStream(base: string, as: string, onAnswer: (message: MessageView, at: number) => void): Promise<{ close(): void }> {
  const abort = new AbortController();
  const response = await fetch(`${base}/api/stream?as=${encodeURIComponent(as)}`, { signal: abort.signal });
  if (!response.ok || !response.body) throw new Error(`The stream was answered with ${response.status}.`);
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  const seen = new Set<number>();
  const take = (event: string, data: string, at: number) => {
    if (event === 'ready') return resolve();
    if (event !== 'message') return;
    const message = JSON.parse(data) as MessageView;
    if (message.author.kind !== 'desk' || seen.has(message.id)) return;
    seen.add(message.id);
    onAnswer(message, at);
  };
  readEvents(response.body, take).then(() => reject(new Error('The stream ended.')), reject);
  // After the bench itself has closed the stream, nobody waits any more.
  ready.catch(() => undefined);
  await ready;
  return { close: () => abort.abort() };
}

async function readEvents(body: ReadableStream<Uint8Array>, take: (event: string, data: string, at: number) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const at = performance.now();
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) take(field(block, 'event'), field(block, 'data'), at);
  }
}

function field(block: string, name: string): string {
  const lines = block.split('\n').filter((line) => line.startsWith(`${name}: `));
  return lines.map((line) => line.slice(name.length + 2)).join('\n');
}
