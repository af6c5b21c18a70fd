import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { http, HttpResponse } from 'msw';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '#config.ts';
import { createEntraDirectory } from '#directory/entra/directory.ts';
import { openDatabase } from '#store/database.ts';
import { makeCertificate, noOpenssl } from '#test/support/certificate.ts';
import { CLIENT_ID, createFakeGraph, SECRET, TENANT_ID } from '#test/support/entra/graph.ts';
import { createTenant } from '#test/support/entra/tenant.ts';
import { interceptHttp } from '#test/support/intercept-http.ts';
import { createTestTiming } from '#test/support/test-timing.ts';
import { remoteDirectoryStories } from './remote.ts';

const GRAPH = 'https://graph.microsoft.com/v1.0';
const server = interceptHttp();
const database = openDatabase('postgres://nobody@127.0.0.1:1/nothing', 1);
const folder = mkdtempSync(join(tmpdir(), 'deskside-entra-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const secretFile = join(folder, 'secret');
writeFileSync(secretFile, `${SECRET}\n`);
const IDS = { DIRECTORY: 'entra', ENTRA_TENANT_ID: TENANT_ID, ENTRA_CLIENT_ID: CLIENT_ID };

function arrange({ env = {}, ...cloud }: { env?: Readonly<Record<string, string>>; loginUrl?: string; graphUrl?: string; certificate?: string } = {}) {
  const tenant = createTenant();
  const timing = createTestTiming();
  const graph = createFakeGraph(tenant, { ...cloud, now: timing.now });
  server.use(...graph.handlers);
  const credential = cloud.certificate === undefined ? { ENTRA_CLIENT_SECRET_FILE: secretFile } : {};
  const { entra } = readConfig({ ...IDS, ...credential, ...env });
  const maria = tenant.addUser('Maria Lindqvist');
  const figma = tenant.addGroup('figma-editors');
  return { tenant, timing, graph, maria, figma, directory: createEntraDirectory({ database, entra }, timing) };
}

remoteDirectoryStories('Microsoft Entra', () => {
  const { tenant, timing, graph, directory } = arrange();
  return {
    directory,
    timing,
    server,
    person: 'maria.lindqvist@fernwood.example',
    group: 'figma-editors',
    urls: {
      token: `https://login.microsoftonline.com/${TENANT_ID}/oauth2/v2.0/token`,
      search: `${GRAPH}/users`,
      membership: `${GRAPH}/groups/:id/members/$ref`,
      membershipOf: `${GRAPH}/groups/:id/members/:uid/$ref`,
      groupsOf: `${GRAPH}/users/:id/memberOf`,
    },
    puts: 'post',
    lag: (looks) => (tenant.conduct.lag = looks),
    tokens: graph.tokens,
    refuse: (status, headers = {}) =>
      status === 204 ? new HttpResponse(null, { status }) : HttpResponse.json({ error: { code: 'Trouble', message: 'There is some.' } }, { status, headers }),
    waitFor: (seconds) => ({ 'retry-after': String(seconds) }),
  };
});

describe('Microsoft Entra proves who we are', () => {
  test.skipIf(noOpenssl)(`a certificate signs for the app, in a national cloud, too${noOpenssl}`, async () => {
    const { cert, key, remove } = makeCertificate(undefined, ['-newkey', 'rsa:2048']);
    const file = join(folder, 'both.pem');
    writeFileSync(file, readFileSync(key, 'utf8') + readFileSync(cert, 'utf8'));
    const cloud = { loginUrl: 'https://login.partner.microsoftonline.cn', graphUrl: 'https://microsoftgraph.chinacloudapi.cn' };
    const env = { ENTRA_CERTIFICATE_FILE: file, ENTRA_LOGIN_URL: cloud.loginUrl, ENTRA_GRAPH_URL: `${cloud.graphUrl}/` };
    const { directory, timing, graph, maria } = arrange({ env, ...cloud, certificate: readFileSync(cert, 'utf8') });
    await directory.addMember('figma-editors', maria.userPrincipalName);
    timing.advance(3_600_000);
    expect(await directory.membersOf('figma-editors')).toEqual([maria.mail]);
    // An assertion that was used before would not have been taken.
    expect(graph.tokens.size).toBe(2);
    const other = makeCertificate(undefined, ['-newkey', 'rsa:2048']);
    writeFileSync(file, readFileSync(other.key, 'utf8') + readFileSync(cert, 'utf8'));
    expect(() => readConfig({ ...IDS, ENTRA_CERTIFICATE_FILE: file })).toThrow('the private key is not the certificate’s');
    for (const drop of [remove, other.remove]) drop();
  });

  test.each([
    [{ ENTRA_TENANT_ID: '', ENTRA_CLIENT_ID: '' }, ['ENTRA_TENANT_ID is needed', 'ENTRA_CLIENT_ID is needed', 'ENTRA_CERTIFICATE_FILE is needed']],
    [{ ENTRA_CLIENT_SECRET_FILE: '/nowhere/secret' }, ['ENTRA_CLIENT_SECRET_FILE cannot be used', '/nowhere/secret']],
    [{ ENTRA_CERTIFICATE_FILE: secretFile }, ['ENTRA_CERTIFICATE_FILE cannot be used: there is no certificate in it']],
    [{ ENTRA_CERTIFICATE_FILE: secretFile, ENTRA_CLIENT_SECRET_FILE: secretFile }, ['take one of them out']],
    [{ ENTRA_GRAPH_URL: 'http://graph.microsoft.com' }, ['ENTRA_GRAPH_URL must be an address such as https://']],
    [{ ENTRA_LOGIN_URL: 'https://login.microsoftonline.com/common' }, ['ENTRA_LOGIN_URL must be an address without a path']],
    [{ DIRECTORY: 'yellow-pages' }, ['DIRECTORY must be one of local,']],
  ])('settings that cannot work are named at the start: %j', (env, messages) => {
    const start = () => readConfig({ ...IDS, ...env });
    for (const message of messages) expect(start).toThrow(message);
    expect(start).not.toThrow(SECRET);
  });
});

describe('people and groups in Microsoft Entra', () => {
  test('somebody is found by any of their addresses, apostrophes and all; who signs in with it comes first', async () => {
    const { tenant, directory } = arrange();
    tenant.addUser("Siobhan O'Brien", { proxyAddresses: ["smtp:sh.o'brien@fernwood.example"] });
    expect(await directory.findByEmail("Sh.O'Brien@fernwood.example")).toEqual({
      email: "siobhan.o'brien@fernwood.example",
      name: "Siobhan O'Brien",
      state: 'active',
    });
    tenant.addUser('Maria Admin', { mail: 'maria.lindqvist@fernwood.example' });
    expect(await directory.findByEmail('maria.lindqvist@fernwood.example')).toMatchObject({ name: 'Maria Lindqvist' });
    tenant.addUser('Without Mailbox', { mail: null });
    expect(await directory.findByEmail('without.mailbox@fernwood.example')).toMatchObject({ email: 'without.mailbox@fernwood.example' });
    for (const name of ['Shared One', 'Shared Two']) tenant.addUser(name, { mail: 'shared@fernwood.example' });
    await expect(directory.findByEmail('shared@fernwood.example')).rejects.toMatchObject({
      lasting: true,
      message: expect.stringContaining('Several accounts') as string,
    });
  });

  test('a contact is nobody’s manager here: they have no account', async () => {
    const { directory, maria } = arrange();
    const contact = { '@odata.type': '#microsoft.graph.orgContact', id: maria.id, displayName: 'Outside' };
    server.use(http.get(`${GRAPH}/users/:id/manager`, () => HttpResponse.json(contact)));
    expect(await directory.managerOf(maria.userPrincipalName)).toBeUndefined();
  });

  test('a group is known by its name or its object id; one of several with a name only by its id', async () => {
    const { tenant, directory, maria, figma } = arrange();
    tenant.addGroup('Figma-Editors');
    await expect(directory.addMember('figma-editors', maria.userPrincipalName)).rejects.toMatchObject({
      outcome: 'not_done',
      lasting: true,
      message: expect.stringContaining('object id') as string,
    });
    await directory.addMember(figma.id, maria.userPrincipalName);
    expect(await directory.membersOf(figma.id.toUpperCase())).toEqual([maria.mail]);
    await expect(directory.membersOf('00000000-0000-4000-8000-999999999999')).rejects.toMatchObject({ lasting: true });
  });

  test.each([
    [{ onPremisesSyncEnabled: true }, 'on premises'],
    [{ groupTypes: ['DynamicMembership'] }, 'a rule decides'],
    [{ mailEnabled: true }, 'Exchange'],
    [{ isAssignableToRole: true }, 'administrators’ roles'],
  ])('a group with %j is not changed, and the reason is said; who is in it stays in it', async (kind, reason) => {
    const { tenant, graph, directory, maria } = arrange();
    const group = tenant.addGroup('special', kind);
    const refusal = { outcome: 'not_done', lasting: true, message: expect.stringContaining(reason) as string };
    await expect(directory.addMember('special', maria.userPrincipalName)).rejects.toMatchObject(refusal);
    await directory.removeMember('special', maria.userPrincipalName);
    tenant.memberships.begin(group.id, maria.id);
    await directory.addMember('special', maria.userPrincipalName);
    await expect(directory.removeMember('special', maria.userPrincipalName)).rejects.toMatchObject(refusal);
    expect(graph.asked.filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  test('a Microsoft 365 group takes people in', async () => {
    const { tenant, directory, maria } = arrange();
    tenant.addGroup('Project', { mailEnabled: true, groupTypes: ['Unified'] });
    await directory.addMember('Project', maria.userPrincipalName);
    expect(await directory.groupsOf(maria.userPrincipalName)).toEqual(['Project']);
  });

  test('what the app may not do names the permission that is missing', async () => {
    const { tenant, directory, maria } = arrange();
    tenant.conduct.permissions.delete('GroupMember.ReadWrite.All');
    const refusal = (permission: string) => ({ outcome: 'not_done', lasting: true, message: expect.stringContaining(permission) as string });
    await expect(directory.addMember('figma-editors', maria.userPrincipalName)).rejects.toMatchObject(refusal('GroupMember.ReadWrite.All'));
    tenant.conduct.permissions.clear();
    await expect(directory.findByEmail(maria.userPrincipalName)).rejects.toMatchObject(refusal('User.Read.All'));
  });

  test('a further page is read from Graph alone: our token goes nowhere else', async () => {
    const { directory } = arrange();
    for (const next of [
      'https://elsewhere.example/v1.0/x',
      'http://graph.microsoft.com/v1.0/x',
      'https://graph.microsoft.com@elsewhere.example/v1.0/x',
      'https://graph.microsoft.com/beta/x',
      'nonsense',
    ]) {
      server.use(http.get(`${GRAPH}/groups/:id/members`, () => HttpResponse.json({ value: [], '@odata.nextLink': next })));
      await expect(directory.membersOf('figma-editors')).rejects.toMatchObject({
        outcome: 'not_done',
        lasting: true,
        message: expect.stringContaining('another address') as string,
      });
    }
  });

  test('a list that never ends is given up', async () => {
    const { directory } = arrange();
    server.use(http.get(`${GRAPH}/groups/:id/members`, ({ request }) => HttpResponse.json({ value: [], '@odata.nextLink': request.url })));
    await expect(directory.membersOf('figma-editors')).rejects.toMatchObject({ outcome: 'not_done', lasting: true });
  });
});
