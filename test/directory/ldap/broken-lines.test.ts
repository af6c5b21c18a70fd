import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Directory } from '#core/directory.ts';
import { createLdapDirectory } from '#directory/ldap/directory.ts';
import { inSession } from '#directory/ldap/session.ts';
import { openDatabase } from '#store/database.ts';
import { makeCertificate, type Certificate } from '#test/support/certificate.ts';
import { MARIA } from '#test/support/company.ts';
import { startBare } from '#test/support/ldap/bare.ts';
import { company, group, PASSWORD, PEOPLE } from '#test/support/ldap/entries.ts';
import { ldapSettings } from '#test/support/ldap/settings.ts';
import { noSlapd, startSlapd, type Slapd } from '#test/support/ldap/slapd.ts';
import { startWire } from '#test/support/ldap/wire.ts';

const unconnected = openDatabase('postgres://nobody@127.0.0.1:1/nothing', 1);
const at = (place: { readonly url: string; readonly certificate?: Certificate | undefined }, more: Readonly<Record<string, string>> = {}): Directory =>
  createLdapDirectory({ database: unconnected, ldap: ldapSettings(place, more) });
const away = { name: 'OutsideError', outcome: 'not_done', lasting: false };
const useless = { name: 'OutsideError', outcome: 'not_done', lasting: true };
const unknown = { name: 'OutsideError', outcome: 'unknown', lasting: false };

describe.skipIf(noSlapd)(`a line to a real OpenLDAP that breaks${noSlapd}`, () => {
  let server: Slapd;
  let wire: Awaited<ReturnType<typeof startWire>>;
  beforeAll(async () => {
    server = await startSlapd('openldap', [...company('openldap'), group('openldap', 'figma', [])]);
    wire = await startWire(server);
  });
  afterEach(() => wire.meet(undefined));
  afterAll(async () => {
    await wire.end();
    await server.end();
  });

  test('a server that is down before the change got there: nobody knows, and it was not done', async () => {
    wire.meet({ request: 'change', when: 'before', what: server.stop });
    await expect(at(wire).addMember('figma', MARIA)).rejects.toMatchObject(unknown);
    wire.meet(undefined);
    await expect(at(server).addMember('figma', MARIA)).rejects.toMatchObject({ ...away, message: expect.stringContaining('ECONNREFUSED') as string });
    await server.start();
    expect(await at(wire).isMember('figma', MARIA)).toBe(false);
    await at(wire).addMember('figma', MARIA);
    expect(await at(wire).membersOf('figma')).toEqual([MARIA]);
  });

  test('a server that is down before its answer got here: nobody knows, and it was done', async () => {
    wire.meet({ request: 'change', when: 'after', what: server.stop });
    await expect(at(wire).removeMember('figma', MARIA)).rejects.toMatchObject(unknown);
    wire.meet(undefined);
    await server.start();
    expect(await at(wire).isMember('figma', MARIA)).toBe(false);
    await at(wire).removeMember('figma', MARIA);
  });

  test.each(['bind', 'search'] as const)('a line that breaks at the %s: nothing was done', async (request) => {
    wire.meet({ request, when: 'after', what: async () => await Promise.resolve() });
    await expect(at(wire).addMember('figma', MARIA)).rejects.toMatchObject(away);
  });

  test('who asks may end it: nothing was done before the change, and nobody knows during it', async () => {
    const expectations = { bind: away, search: away, change: unknown } as const;
    for (const [request, expected] of Object.entries(expectations) as [keyof typeof expectations, object][]) {
      const ending = new AbortController();
      wire.meet({
        request,
        when: 'before',
        what: async () => {
          ending.abort(new Error('no time left'));
          await new Promise(() => undefined);
        },
      });
      await expect(at(wire).addMember('figma', MARIA, ending.signal)).rejects.toMatchObject(expected);
      await expect(at(wire).addMember('figma', MARIA, ending.signal)).rejects.toMatchObject(away);
    }
  });

  test('a line that broke is not made anew in the middle, for nobody would be known on it', async () => {
    for (const url of [server.url, server.plainUrl]) {
      const settings = ldapSettings({ ...server, url });
      if (!settings) throw new Error('No settings.');
      await inSession(settings, undefined, async ({ search }) => {
        const query = { base: PEOPLE, scope: 'below', filter: `(mail=${MARIA})`, attributes: ['mail'] } as const;
        expect(await search(query)).toHaveLength(1);
        await server.stop();
        await server.start();
        await expect(search(query)).rejects.toMatchObject({ ...away, message: expect.stringContaining('broke off the connection') as string });
      });
    }
  });

  test('a server that stands still is waited for only so long', async () => {
    server.freeze(true);
    // This one says yes to TLS, and nothing more.
    const mute = await startBare('yes, and nothing');
    const begun = performance.now();
    await Promise.all([server, mute].map(async (place) => await expect(at(place).findByEmail(MARIA)).rejects.toMatchObject(away)));
    expect(performance.now() - begun).toBeLessThan(6000);
    await mute.end();
    server.freeze(false);
    expect(await at(server).findByEmail(MARIA)).toMatchObject({ email: MARIA });
  });

  test('a wrong password is said as what it is', async () => {
    const wrong = at(server, { LDAP_BIND_PASSWORD: 'wrong' });
    await expect(wrong.findByEmail(MARIA)).rejects.toMatchObject({
      ...useless,
      message: expect.stringMatching(/LDAP_BIND_DN or its password is wrong/) as string,
    });
  });

  test('StartTLS works, and so does a whole change with it', async () => {
    const directory = at({ url: server.plainUrl, certificate: server.certificate });
    await directory.addMember('figma', MARIA);
    expect(await directory.membersOf('figma')).toEqual([MARIA]);
    await directory.removeMember('figma', MARIA);
  });

  test('a server whose certificate nobody vouches for is refused, however TLS begins', async () => {
    for (const url of [server.url, server.plainUrl])
      await expect(at({ url }).findByEmail(MARIA)).rejects.toMatchObject({
        ...useless,
        message: expect.stringContaining('does not prove who it is') as string,
      });
  });

  test('so is one with a certificate for another name, however TLS begins', async () => {
    const [other, named] = [makeCertificate('DNS:elsewhere.test'), makeCertificate('DNS:localhost')];
    onTestFinished(() => [other, named].forEach(({ remove }) => remove()));
    const [first, later, third] = [await startWire(server, other), await startBare(other), await startBare(named)];
    // The third has a name that it is not asked for by.
    const byAddress = third.url.replace('localhost', '127.0.0.1');
    for (const place of [first, { url: later.url, certificate: other }, { url: byAddress, certificate: named }])
      await expect(at(place).findByEmail(MARIA)).rejects.toMatchObject({ ...useless, message: expect.stringContaining('ALTNAME_INVALID') as string });
    for (const { end } of [first, later, third]) await end();
  });
});

describe('a server that gives no TLS', () => {
  test.each([
    ['no TLS', { ...useless, message: expect.stringContaining('offers no TLS') as string }],
    ['hangs up', away],
    ['yes, and hangs up', away],
  ] as const)('%s: it is told nothing', async (manner, expected) => {
    const server = await startBare(manner);
    await expect(at(server).addMember('figma', MARIA)).rejects.toMatchObject(expected);
    expect(server.heard()).toContain('1.3.6.1.4.1.1466.20037');
    for (const secret of [PASSWORD, 'deskside', 'maria', 'figma']) expect(server.heard()).not.toContain(secret);
    expect(server.connections()).toBe(1);
    await server.end();
  });
});
