import { isIPv6 } from 'node:net';
import { DeskError } from '#core/errors.ts';

interface RedisHost {
  /** A name, or an address; one of IPv6 without its brackets. */
  readonly host: string;
  readonly port: number;
}

interface Access {
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

/** Where Redis is, and what opens it. */
export type RedisServers = Access &
  (
    | { readonly kind: 'single'; readonly server: RedisHost; readonly db: number }
    | { readonly kind: 'sentinel'; readonly sentinels: readonly RedisHost[]; readonly master: string; readonly db: number }
    | { readonly kind: 'cluster'; readonly nodes: readonly RedisHost[] }
  );

// By hand, for `URL` knows neither several hosts nor a `+` before them. What stands before the last @ opens the servers.
const FORM = /^redis(?<tls>s?)(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<login>.*)@)?(?<hosts>[^/@]*)(?:\/(?<path>[^@]*))?$/s;

/**
 * Reads `redis://`, `redis+sentinel://` and `redis+cluster://`, each with `rediss` for TLS; `docs/servers.md` has an example of each.
 *
 * @throws DeskError `setup`, whose sentence goes on after the name of the setting, and repeats nothing of the URL: it has a password.
 */
export function parseRedisUrl(url: string): RedisServers {
  const {
    kind = 'single',
    tls,
    login,
    hosts = '',
    path = '',
  } = FORM.exec(url)?.groups ?? wrong('must start with redis://, redis+sentinel:// or redis+cluster:// (with TLS: rediss)');
  const access = { tls: tls === 's', ...readLogin(login) };
  if (kind === 'sentinel') {
    const [master = '', db, ...rest] = path.split('/');
    if (master === '' || rest.length > 0) wrong('must end with the name of the master that the sentinels watch, such as /mymaster or /mymaster/0');
    return { kind, ...access, sentinels: readHosts(hosts, 26_379), master: decode(master), db: readDatabase(db) };
  }
  const servers = readHosts(hosts, 6379);
  if (kind === 'cluster') {
    if (path !== '') wrong('must end after the servers: a cluster has one database only');
    return { kind, ...access, nodes: servers };
  }
  const [server, ...others] = servers;
  if (server === undefined || others.length > 0) wrong('names several servers, so it must start with redis+sentinel:// or redis+cluster://');
  return { kind: 'single', ...access, server, db: readDatabase(path) };
}

function readLogin(login = ''): Pick<Access, 'username' | 'password'> {
  const [, user = '', secret = ''] = /^([^:]*):?(.*)$/s.exec(login) ?? [];
  if (user !== '' && secret === '') wrong('needs a password after the user: user:password@, or :password@ without a user');
  return { username: decode(user) || undefined, password: decode(secret) || undefined };
}

function readHosts(hosts: string, usualPort: number): RedisHost[] {
  return hosts.split(',').map((each) => {
    const [, v6, name, port = usualPort] = /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i.exec(each) ?? [];
    const host = v6 !== undefined && isIPv6(v6) ? v6 : name;
    if (host === undefined || Number(port) < 1 || Number(port) > 65_535)
      wrong('must name each server as host or host:port (an IPv6 address in brackets, the port 1 to 65535), and take no options after a ?');
    return { host, port: Number(port) };
  });
}

function readDatabase(text = ''): number {
  if (!/^\d{0,9}$/.test(text))
    wrong('must end with the number of the database, such as /0, or without it; special characters of a password are percent-encoded');
  return Number(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return wrong('has a % that is not followed by a code: write %25 for it');
  }
}

function wrong(userMessage: string): never {
  throw new DeskError('setup', { userMessage });
}
