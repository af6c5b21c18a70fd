import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { Attribute, Change, Client, ResultCodeError, type Entry as RawEntry, type SearchOptions } from 'ldapts';
import { OutsideError } from '#core/errors.ts';
import { within } from '#lib/within.ts';
import { cannotConnect, failure, messageOf, notAnswered, notChanged, notLetIn, RESULT } from './failures.ts';
import type { LdapSettings } from './settings.ts';

/** Connected, under TLS, and taken for Deskside's account; together with one question it ends before the desk's own deadline of eight seconds. */
const CONNECT_MS = 3000;
const ANSWER_MS = 4000;
/** No server gives more at once than it is asked for, and 500 is the least that one gives by default. */
const PAGE = 250;

/** An entry of the directory; names of attributes in small letters. */
export interface Entry {
  readonly dn: string;
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

export interface Query {
  readonly base: string;
  /** `entry` is the one at `base` itself. */
  readonly scope: 'entry' | 'below';
  readonly filter: string;
  readonly attributes: readonly string[];
}

export interface Alteration {
  readonly operation: 'add' | 'delete';
  readonly attribute: string;
  readonly value: string;
}

/** The server's no to a change; nothing of it happened. */
export interface Refusal {
  readonly code: number;
  readonly error: OutsideError;
}

export interface Session {
  /** All that match, read page by page; none where there is no entry at the base that is asked for itself. @throws OutsideError */
  readonly search: (query: Query) => Promise<readonly Entry[]>;
  /** How many match, as far as the server counts in one answer. @throws OutsideError */
  readonly count: (query: Pick<Query, 'base' | 'filter'>) => Promise<number>;
  /** All of these changes or none. @throws OutsideError when it is not known whether they happened */
  readonly change: (dn: string, alterations: readonly Alteration[]) => Promise<Refusal | undefined>;
}

/** One connection for one piece of work: a desk asks its directory rarely, and nothing that was idle for hours can be dead. @throws OutsideError */
export async function inSession<T>(settings: LdapSettings, signal: AbortSignal | undefined, work: (session: Session) => Promise<T>): Promise<T> {
  if (signal?.aborted === true) throw failure('The directory was not asked: there was no time left.');
  const line = createLine(settings);
  const { promise: broken, reject } = Promise.withResolvers<never>();
  const breakOff = () => reject(line.brokenOff(signal?.reason));
  signal?.addEventListener('abort', breakOff, { once: true });
  try {
    return await Promise.race([line.open().then(async () => await work(sessionOn(line))), broken]);
  } finally {
    signal?.removeEventListener('abort', breakOff);
    line.close();
  }
}

type Line = ReturnType<typeof createLine>;

/** The library's client, which would connect anew by itself, without TLS and unknown: `ready` is asked right before each use of it. */
function createLine(settings: LdapSettings) {
  const { url } = settings;
  const tlsOptions = tlsOptionsOf(settings);
  let socket: TLSSocket | undefined;
  let isChanging = false;
  const secure = ((...how: Parameters<typeof connect>) => (socket = connect(...how))) as typeof connect;
  const client = new Client({ url: url.href, timeout: ANSWER_MS, createSecureConnection: secure, ...(url.protocol === 'ldaps:' ? { tlsOptions } : {}) });
  const isReady = () => client.isConnected && socket?.writable === true;
  const ready = () => {
    if (!isReady()) throw failure(`The directory at ${url.host} broke off the connection.`);
    return client;
  };
  const letIn = async () => {
    if (url.protocol === 'ldap:') {
      await client.startTLS(tlsOptions);
      ready();
    }
    await client.bind(settings.bindDn, settings.bindPassword);
  };
  return {
    ready,
    open: async () => {
      try {
        await within(CONNECT_MS, letIn());
      } catch (error) {
        if (error instanceof OutsideError) throw error;
        throw error instanceof ResultCodeError ? notLetIn(url.host, error.code, error) : cannotConnect(url.host, error);
      }
    },
    changing: async <T>(call: () => Promise<T>) => {
      isChanging = true;
      try {
        return await call();
      } finally {
        isChanging = false;
      }
    },
    /** What is known when the work ends in the middle. */
    brokenOff: (cause: unknown) =>
      new OutsideError(`The directory at ${url.host} took too long (${messageOf(cause)}).`, { outcome: isChanging ? 'unknown' : 'not_done', cause }),
    close: () => {
      if (socket === undefined || isReady()) void client.unbind().catch(() => undefined);
      else socket.destroy();
    },
  };
}

/** The name in the certificate is compared with the one we asked for, with StartTLS as well. */
function tlsOptionsOf({ url, ca }: LdapSettings) {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { host, minVersion: 'TLSv1.2' as const, ...(isIP(host) === 0 ? { servername: host } : {}), ...(ca === undefined ? {} : { ca }) };
}

function sessionOn(line: Line): Session {
  const ask = async (base: string, options: SearchOptions) => {
    try {
      return (await line.ready().search(base, options)).searchEntries.map(entryOf);
    } catch (error) {
      if (error instanceof OutsideError) throw error;
      if (!(error instanceof ResultCodeError)) throw failure(`The directory did not answer (${messageOf(error)}).`, { cause: error });
      if (error.code === RESULT.noSuchObject && options.scope === 'base') return [];
      throw notAnswered(base, error.code, error);
    }
  };
  return {
    search: async ({ base, scope, filter, attributes }) =>
      await ask(base, { scope: scope === 'entry' ? 'base' : 'sub', filter, attributes: [...attributes], paged: scope === 'below' && { pageSize: PAGE } }),
    count: async ({ base, filter }) => (await ask(base, { scope: 'sub', filter, attributes: ['1.1'], sizeLimit: 100_000 })).length,
    change: async (dn, alterations) =>
      await line.changing(async () => {
        const client = line.ready();
        try {
          await client.modify(dn, alterations.map(changeOf));
          return undefined;
        } catch (error) {
          if (error instanceof ResultCodeError) return { code: error.code, error: notChanged(dn, error.code, error) };
          throw new OutsideError(`The directory did not say whether “${dn}” was changed (${messageOf(error)}).`, { outcome: 'unknown', cause: error });
        }
      }),
  };
}

function changeOf({ operation, attribute, value }: Alteration): Change {
  return new Change({ operation, modification: new Attribute({ type: attribute, values: [value] }) });
}

function entryOf({ dn, ...attributes }: RawEntry): Entry {
  return { dn, attributes: new Map(Object.entries(attributes).map(([name, given]) => [name.toLowerCase(), [given].flat().map(String)])) };
}
