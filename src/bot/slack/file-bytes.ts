import { OutsideError } from '#core/errors.ts';
import { boundedBytes, BYTES_WITHIN_MS } from '../bounded-bytes.ts';

interface Expected {
  readonly apiUrl: string;
  readonly token: string;
  /** As Slack says; undefined or 0 when it does not. */
  readonly size: number | undefined;
  /** It is a web page itself, so a web page may come. */
  readonly isPage: boolean;
}

/**
 * The bytes behind `url_private`. The token goes to Slack's own hosts only, and no further; whoever is not let in is shown
 * a page to sign in with, and status 200, which is not the file. @throws OutsideError
 */
export async function download(url: string, { apiUrl, token, size, isPage }: Expected, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const response = await ask(url, apiUrl, { headers: { authorization: `Bearer ${token}` }, signal });
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/html') && !isPage) return await refuse(response, 'Slack sent a page in place of the file.');
  const bytes = await boundedBytes(response);
  if (size !== undefined && size > 0 && bytes.length !== size) throw given(`Slack sent ${bytes.length} bytes of ${size}.`);
  return bytes;
}

/** Hands bytes to Slack; nobody sees them before the upload is completed. @throws OutsideError */
export async function upload(url: string, bytes: Uint8Array<ArrayBuffer>, apiUrl: string, signal: AbortSignal): Promise<void> {
  const response = await ask(url, apiUrl, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: bytes, signal });
  await response.body?.cancel();
}

/** Slack's API, and the host beside it where files are: `files.slack.com` for `slack.com`. */
export function isSlacks(url: string, apiUrl: string): boolean {
  const [asked, api] = [URL.parse(url), new URL(apiUrl)];
  return asked !== null && asked.username === '' && (asked.origin === api.origin || asked.origin === `https://files.${api.host}`);
}

async function ask(url: string, apiUrl: string, init: RequestInit & { signal: AbortSignal }): Promise<Response> {
  if (!isSlacks(url, apiUrl)) throw given('The file is not kept by Slack.');
  const response = await reach(url, init);
  if (response.ok) return response;
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  if (response.status === 429) {
    await response.body?.cancel();
    throw new OutsideError('Slack asks us to wait with a file.', { outcome: 'not_done', retryAfterSeconds: Number.isFinite(seconds) ? seconds : 30 });
  }
  return await refuse(response, `Slack answered ${response.status || 'a redirection'} for a file.`, response.status < 500);
}

async function reach(url: string, init: RequestInit & { signal: AbortSignal }): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.any([init.signal, AbortSignal.timeout(BYTES_WITHIN_MS)]) });
  } catch (error) {
    throw new OutsideError('Slack cannot be reached for a file.', { outcome: 'not_done', cause: error });
  }
}

async function refuse(response: Response, message: string, lasting = true): Promise<never> {
  await response.body?.cancel();
  throw new OutsideError(message, { outcome: 'not_done', lasting });
}

/** It will not be different the next time. */
function given(message: string): OutsideError {
  return new OutsideError(message, { outcome: 'not_done', lasting: true });
}
