import type { MiddlewareHandler } from 'hono';
import type { Problem } from './api.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Lets in what this computer's own user sends, and nothing a foreign web page makes their browser send: there is no
 * sign-in here, so being on the loopback address is all that protects the desk.
 * The Host check stops DNS rebinding, the Origin check stops other sites' forms and scripts.
 */
export const loopbackOnly: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host') ?? '';
  if (!LOOPBACK.has(hostname(host))) return c.json<Problem>({ error: `Deskside has no sign-in here, so it answers to localhost only, not to “${host}”.` }, 403);
  const origin = c.req.header('origin');
  if (origin !== undefined && origin !== `http://${host}`) return c.json<Problem>({ error: 'Requests from other web sites are not accepted.' }, 403);
  return await next();
};

function hostname(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

/** Nothing the page loads, sends or shows may leave this computer. @param scriptHashes of the inline scripts. */
export function contentSecurityPolicy(scriptHashes: readonly string[]): string {
  const scripts = ["'self'", ...scriptHashes.map((hash) => `'${hash}'`)].join(' ');
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
