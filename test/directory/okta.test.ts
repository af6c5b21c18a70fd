import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { http, HttpResponse } from 'msw';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '#config.ts';
import { createOktaDirectory } from '#directory/okta/directory.ts';
import { openDatabase } from '#store/database.ts';
import { interceptHttp } from '#test/support/intercept-http.ts';
import { CLIENT_ID, createFakeOkta, KEY_ID, oktaError, ORG_URL } from '#test/support/okta/fake-okta.ts';
import { createOrg } from '#test/support/okta/org.ts';
import { createTestTiming } from '#test/support/test-timing.ts';
import { remoteDirectoryStories } from './remote.ts';

const V1 = `${ORG_URL}/api/v1`;
const server = interceptHttp();
const database = openDatabase('postgres://nobody@127.0.0.1:1/nothing', 1);
const folder = mkdtempSync(join(tmpdir(), 'deskside-okta-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keyFile = join(folder, 'key.pem');
writeFileSync(keyFile, key.export({ type: 'pkcs8', format: 'pem' }));
const ENV = { DIRECTORY: 'okta', OKTA_URL: ORG_URL, OKTA_CLIENT_ID: CLIENT_ID, OKTA_KEY_ID: KEY_ID, OKTA_PRIVATE_KEY_FILE: keyFile };

function arrange() {
  const org = createOrg();
  const timing = createTestTiming();
  const okta = createFakeOkta(org, { key, now: timing.now });
  server.use(...okta.handlers);
  const maria = org.addUser('Maria', 'Lindqvist');
  const figma = org.addGroup('figma-editors');
  const directory = createOktaDirectory({ database, okta: readConfig(ENV).okta }, timing);
  return { org, timing, okta, maria, figma, directory, email: maria.profile.email };
}

remoteDirectoryStories('Okta', () => {
  const { org, timing, okta, directory, email } = arrange();
  return {
    directory,
    timing,
    server,
    person: email,
    group: 'figma-editors',
    urls: {
      token: `${ORG_URL}/oauth2/v1/token`,
      search: `${V1}/users/:login`,
      membership: `${V1}/groups/:gid/users/:uid`,
      membershipOf: `${V1}/groups/:gid/users/:uid`,
      groupsOf: `${V1}/users/:id/groups`,
    },
    puts: 'put',
    lag: (looks) => (org.conduct.lag = looks),
    tokens: okta.tokens,
    refuse: (status, headers) => (status === 204 ? new HttpResponse(null, { status }) : oktaError(status, headers)),
    // An instant by Okta's clock, which is an hour behind ours.
    waitFor: (seconds) => {
      const theirs = timing.now() - 3_600_000;
      return { date: new Date(theirs).toUTCString(), 'x-rate-limit-reset': String(theirs / 1000 + seconds) };
    },
  };
});

describe('Okta’s settings', () => {
  test.each([
    [
      { OKTA_URL: '', OKTA_CLIENT_ID: '', OKTA_KEY_ID: '', OKTA_PRIVATE_KEY_FILE: '' },
      ['OKTA_URL is needed', 'OKTA_CLIENT_ID is needed', 'OKTA_KEY_ID is needed', 'OKTA_PRIVATE_KEY_FILE is needed'],
    ],
    [{ OKTA_URL: 'http://fernwood.okta.com' }, ['OKTA_URL must be an address such as https://']],
    [{ OKTA_URL: 'https://fernwood-admin.okta.com' }, ['without -admin']],
    [{ OKTA_PRIVATE_KEY_FILE: join(folder, 'nothing') }, ['OKTA_PRIVATE_KEY_FILE cannot be used']],
  ])('what cannot work is named at the start: %j', (env, messages) => {
    for (const message of messages) expect(() => readConfig({ ...ENV, ...env })).toThrow(message);
  });

  test('a file that is no key is named, and nothing of it is shown', () => {
    const file = join(folder, 'not-a-key');
    writeFileSync(file, 'hunter2');
    expect(() => readConfig({ ...ENV, OKTA_PRIVATE_KEY_FILE: file })).toThrow('there is no private RSA key in it');
    expect(() => readConfig({ ...ENV, OKTA_PRIVATE_KEY_FILE: file })).not.toThrow('hunter2');
  });

  test('a scope that was not granted is named by Okta, and asked for again in vain', async () => {
    const { org, directory, email } = arrange();
    org.conduct.scopes.delete('okta.groups.manage');
    await expect(directory.findByEmail(email)).rejects.toMatchObject({
      outcome: 'not_done',
      lasting: true,
      message: expect.stringContaining('invalid_scope') as string,
    });
  });
});

describe('people and groups in Okta', () => {
  test('somebody is found by login, else by address; of two with one address, neither', async () => {
    const { org, directory } = arrange();
    org.addUser('Aiko', 'Tanaka', { login: 'aiko@login.example', displayName: 'Aiko T.' });
    org.addUser('Siobhan', "O'Brien");
    expect(await directory.findByEmail('Aiko@Login.example')).toEqual({ email: 'aiko.tanaka@fernwood.example', name: 'Aiko T.', state: 'active' });
    expect(await directory.findByEmail('AIKO.TANAKA@fernwood.example')).toMatchObject({ name: 'Aiko T.' });
    expect(await directory.findByEmail("siobhan.o'brien@fernwood.example")).toMatchObject({ name: "Siobhan O'Brien" });
    for (const login of ['one@login.example', 'two@login.example']) org.addUser('Twin', login, { login, email: 'twin@fernwood.example' });
    await expect(directory.findByEmail('twin@fernwood.example')).rejects.toMatchObject({
      lasting: true,
      message: expect.stringContaining('Several accounts') as string,
    });
  });

  test('who is locked out still works here; who is suspended, staged or gone does not', async () => {
    const { org, directory } = arrange();
    const states = {
      LOCKED_OUT: 'active',
      PASSWORD_EXPIRED: 'active',
      RECOVERY: 'active',
      PROVISIONED: 'active',
      STAGED: 'disabled',
      SUSPENDED: 'disabled',
      DEPROVISIONED: 'disabled',
      NEW_ONE: 'disabled',
    };
    for (const [status, state] of Object.entries(states)) {
      const { profile } = org.addUser('Some', status, {}, status);
      expect([status, await directory.findByEmail(profile.email)]).toMatchObject([status, { state }]);
    }
  });

  test('the manager is who is linked, else who is named in the profile by id, login or address', async () => {
    const { org, directory, maria, email } = arrange();
    const boss = org.addUser('Tom', 'Becker', { login: 'tom@login.example' });
    const other = org.addUser('Ada', 'Nwosu');
    const named = (managerId: string) => org.addUser('Report', managerId.replaceAll(/\W/g, '-'), { managerId }).profile.email;
    for (const managerId of [boss.id, boss.profile.login, boss.profile.email])
      expect(await directory.managerOf(named(managerId))).toMatchObject({ name: 'Tom Becker' });
    for (const managerId of ['me', '../groups', '4711', ' ']) expect(await directory.managerOf(named(managerId))).toBeUndefined();
    org.links.managers = new Map([[maria.id, other.id]]);
    expect(await directory.managerOf(email)).toMatchObject({ name: 'Ada Nwosu' });
    // The relation is there, and says nothing of this one.
    expect(await directory.managerOf(named(` ${boss.id}`))).toMatchObject({ name: 'Tom Becker' });
  });

  test('a group is known by its exact name or its id; “Everyone” is none; of two with one name, neither', async () => {
    const { org, directory, figma, email } = arrange();
    const quoted = org.addGroup('the "best" \\ team');
    await directory.addMember('the "best" \\ team', email);
    await directory.addMember(figma.id, email);
    expect(await directory.groupsOf(email)).toEqual(['figma-editors', quoted.profile.name]);
    await expect(directory.membersOf('Everyone')).rejects.toMatchObject({ lasting: true });
    org.addGroup('figma-editors', 'APP_GROUP');
    await expect(directory.membersOf('figma-editors')).rejects.toMatchObject({
      lasting: true,
      message: expect.stringContaining('name it by its id') as string,
    });
  });

  test('an imported group is not changed; where a rule decides, Okta’s refusal is passed on in words', async () => {
    const { org, okta, directory, figma, email } = arrange();
    org.addGroup('from-ad', 'APP_GROUP');
    await expect(directory.addMember('from-ad', email)).rejects.toMatchObject({
      outcome: 'not_done',
      lasting: true,
      message: expect.stringContaining('another application') as string,
    });
    expect(okta.asked.filter((call) => !call.startsWith('GET'))).toEqual([]);
    org.conduct.ruled.add(figma.id);
    const refusal = {
      outcome: 'not_done',
      lasting: true,
      message: expect.stringMatching(/E0000001.*managed by a group rule.*it is changed there\.$/) as string,
    };
    await expect(directory.addMember('figma-editors', email)).rejects.toMatchObject(refusal);
    await expect(directory.removeMember('figma-editors', email)).rejects.toMatchObject(refusal);
  });

  test('what the app may not do names scope and role', async () => {
    const { org, directory, email } = arrange();
    org.conduct.roles.delete('groups');
    await expect(directory.addMember('figma-editors', email)).rejects.toMatchObject({
      outcome: 'not_done',
      lasting: true,
      message: expect.stringContaining('okta.groups.manage') as string,
    });
    org.conduct.roles.clear();
    await expect(directory.findByEmail(email)).rejects.toMatchObject({ lasting: true, message: expect.stringContaining('okta.users.read') as string });
  });

  test('a further page is read from the organization alone: our token goes nowhere else', async () => {
    const { directory } = arrange();
    for (const next of [
      'https://elsewhere.example/api/v1/groups',
      `${ORG_URL}.elsewhere.example/api/v1/groups`,
      `${ORG_URL}/oauth2/v1/x`,
      'http://fernwood.okta.com/api/v1/groups',
    ]) {
      server.use(http.get(`${V1}/groups/:gid/users`, () => HttpResponse.json([], { headers: { link: `<${V1}/x>; rel="self", <${next}>; rel="next"` } })));
      await expect(directory.membersOf('figma-editors')).rejects.toMatchObject({
        outcome: 'not_done',
        lasting: true,
        message: expect.stringContaining('another address') as string,
      });
    }
  });
});
