import type { Finding } from '#core/finding.ts';

const CALL_DEADLINE_MS = 8000;

/** Where a platform sends what people do. */
interface Expected {
  readonly platform: string;
  /** What the platform's own pages call that address. */
  readonly what: string;
  /** Below the public address, without a slash before it. */
  readonly path: string;
  /** What a reverse proxy has to pass on. */
  readonly below: string;
  /** Where Deskside listens. */
  readonly settings: string;
}

/** Whether a platform would reach Deskside there. A request without a signature must be turned away: whoever accepts it is not Deskside. */
export async function checkTurnsAway(address: string, expected: Expected): Promise<Finding> {
  const { platform, what: name, path } = expected;
  const url = URL.parse(path, address.endsWith('/') ? address : `${address}/`);
  if (url?.protocol !== 'https:') return { what: `${name} ${address}`, mend: `${platform} wants an address that starts with https://.` };
  const what = `${name} ${url.href}`;
  const status = await post(url);
  if (status === 401) return { what: `${what}: Deskside answers, and turns away what ${platform} has not signed` };
  return { what, mend: adviceFor(status, expected) };
}

async function post(url: URL): Promise<number | string> {
  try {
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(CALL_DEADLINE_MS);
    const response = await fetch(url, { method: 'POST', headers, body: '{}', redirect: 'manual', signal });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function adviceFor(status: number | string, { platform, below, settings }: Expected): string {
  if (typeof status === 'string') return `nothing answers from here (${status}): look at the name, the certificate and the proxy.`;
  const proxy = `let the proxy send ${below} to ${settings}`;
  if (status < 300) return `it answered ${status} to a request that ${platform} has not signed: this is not Deskside, so ${proxy}.`;
  if (status < 400) return `it sends elsewhere (${status}), and ${platform} does not follow: give the address itself.`;
  if (status >= 500) return `the proxy does not reach Deskside (${status}): start it, and ${proxy}.`;
  return `it answered ${status} instead of 401: ${proxy}, path included.`;
}
