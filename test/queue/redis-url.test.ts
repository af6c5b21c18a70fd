import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { parseRedisUrl, type RedisServers } from '#queue/redis-url.ts';

const open = { tls: false, username: undefined, password: undefined };

test.each<[string, RedisServers]>([
  ['redis://cache', { kind: 'single', ...open, server: { host: 'cache', port: 6379 }, db: 0 }],
  ['redis://10.0.0.7:6380/', { kind: 'single', ...open, server: { host: '10.0.0.7', port: 6380 }, db: 0 }],
  ['redis://[::1]:6380/3', { kind: 'single', ...open, server: { host: '::1', port: 6380 }, db: 3 }],
  ['rediss://:p%40ss@cache', { kind: 'single', tls: true, username: undefined, password: 'p@ss', server: { host: 'cache', port: 6379 }, db: 0 }],
  ['redis://us%C3%A9r:p:a/s@s@cache', { kind: 'single', tls: false, username: 'usér', password: 'p:a/s@s', server: { host: 'cache', port: 6379 }, db: 0 }],
  [
    'redis+sentinel://s1,s2:26380/mymaster',
    {
      kind: 'sentinel',
      ...open,
      sentinels: [
        { host: 's1', port: 26_379 },
        { host: 's2', port: 26_380 },
      ],
      master: 'mymaster',
      db: 0,
    },
  ],
  [
    'rediss+sentinel://desk:secret@s1/my%2Fmaster/2',
    { kind: 'sentinel', tls: true, username: 'desk', password: 'secret', sentinels: [{ host: 's1', port: 26_379 }], master: 'my/master', db: 2 },
  ],
  [
    'redis+cluster://n1:7000,[fe80::1],n3',
    {
      kind: 'cluster',
      ...open,
      nodes: [
        { host: 'n1', port: 7000 },
        { host: 'fe80::1', port: 6379 },
        { host: 'n3', port: 6379 },
      ],
    },
  ],
  ['rediss+cluster://:secret@n1/', { kind: 'cluster', tls: true, username: undefined, password: 'secret', nodes: [{ host: 'n1', port: 6379 }] }],
])('%s', (url, servers) => {
  expect(parseRedisUrl(url)).toEqual(servers);
});

test.each([
  ['cache:6379', /^must start with redis:\/\/, .* rediss/],
  ['http://cache', /^must start with redis:\/\//],
  ['redis+sentinels://s1/mymaster', /^must start with redis:\/\//],
  ['redis://', /^must name each server/],
  ['redis://cache:0', /^must name each server/],
  ['redis://cache:65536', /^must name each server/],
  ['redis://::1', /^must name each server .*brackets/],
  ['redis://[1.2.3.4]', /^must name each server/],
  ['redis://cache?family=6', /^must name each server .*no options/],
  ['redis://n1,n2', /^names several servers/],
  ['redis://cache/first', /^must end with the number of the database/],
  ['redis://secret@cache', /^needs a password after the user/],
  ['redis://user:@cache', /^needs a password after the user/],
  ['redis://:100%@cache', /write %25/],
  ['redis+sentinel://s1', /^must end with the name of the master/],
  ['redis+sentinel://s1/mymaster/0/1', /^must end with the name of the master/],
  ['redis+cluster://n1/0', /^must end after the servers/],
])('%s is refused, with what to mend', (url, sentence) => {
  expect(() => parseRedisUrl(url)).toThrow(sentence);
});

test('every wrong setting is named at once, and a password never', () => {
  const wrong = () => readConfig({ REDIS_URL: 'redis://:hush@cache/hush', DATABASE_URL: 'mysql://', PORT: 'many' });
  expect(wrong).toThrow(/mending: DATABASE_URL must .*; REDIS_URL must end with .*; PORT must be a number\.$/);
  expect(wrong).not.toThrow(/hush/);
});

test('without REDIS_URL there is no Redis', () => {
  expect(readConfig({ REDIS_URL: '' })).toMatchObject({ redis: undefined });
});

describe('any URL', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  const host = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6());
  const server = fc.record({ host, port: fc.integer({ min: 1, max: 65_535 }) });
  const servers = fc.array(server, { minLength: 1, maxLength: 4 });
  const db = fc.nat({ max: 1000 });
  const access = fc
    .record({ tls: fc.boolean(), username: fc.option(text, { nil: undefined }), password: fc.option(text, { nil: undefined }) })
    .map((parts) => (parts.password === undefined ? { ...parts, username: undefined } : parts));
  const place: fc.Arbitrary<{ kind: 'single' } | { kind: 'sentinel' } | { kind: 'cluster' }> = fc.oneof(
    fc.record({ kind: fc.constant('single' as const), server, db }),
    fc.record({ kind: fc.constant('sentinel' as const), sentinels: servers, master: text, db }),
    fc.record({ kind: fc.constant('cluster' as const), nodes: servers }),
  );
  const anyServers = fc.tuple(access, place).map(([how, where]) => ({ ...how, ...where }) as RedisServers);

  test('that is put together from its parts is taken apart into them', () => {
    fc.assert(
      fc.property(anyServers, (parts) => {
        expect(parseRedisUrl(urlOf(parts))).toEqual(parts);
      }),
    );
  });

  test('or any other text is read or refused in a sentence that does not repeat it', () => {
    const near = fc.array(
      fc.constantFrom('redis', 'rediss', '+sentinel', '+cluster', '://', 'hush', ':', '@', ',', '/', '[', ']', '::1', '7', '%', '?', '\n'),
      { maxLength: 15 },
    );
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      near.map((parts) => parts.join('')),
    );
    const problemOf = (url: string): unknown => {
      try {
        parseRedisUrl(url);
        return undefined;
      } catch (error) {
        return error;
      }
    };
    const isReadOrRefusedPolitely = (url: string) => {
      const problem = problemOf(url);
      if (problem === undefined) return true;
      return problem instanceof DeskError && /^(must|needs|names|has) [^\n]+$/.test(problem.userMessage) && !problem.userMessage.includes('hush');
    };
    expect(() => fc.assert(fc.property(anything, isReadOrRefusedPolitely), { numRuns: 1000 })).not.toThrow();
  });
});

function urlOf(servers: RedisServers): string {
  const { tls, username = '', password } = servers;
  const login = password === undefined ? '' : `${encodeURIComponent(username)}:${encodeURIComponent(password)}@`;
  const list = (hosts: readonly { host: string; port: number }[]) =>
    hosts.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`).join(',');
  const scheme = `redis${tls ? 's' : ''}`;
  switch (servers.kind) {
    case 'single':
      return `${scheme}://${login}${list([servers.server])}/${servers.db}`;
    case 'sentinel':
      return `${scheme}+sentinel://${login}${list(servers.sentinels)}/${encodeURIComponent(servers.master)}/${servers.db}`;
    case 'cluster':
      return `${scheme}+cluster://${login}${list(servers.nodes)}`;
  }
}
