import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { checkLdap } from '#directory/ldap/checkup.ts';
import { createLdapDirectory } from '#directory/ldap/directory.ts';
import { allValues } from '#directory/ldap/groups.ts';
import { inSession } from '#directory/ldap/session.ts';
import { openDatabase } from '#store/database.ts';
import { GONE, MARIA, SAM, TOM } from '#test/support/company.ts';
import { company, DESKSIDE, group, groupDn, GROUPS, NOBODY, PEOPLE, person, personDn, SUFFIX } from '#test/support/ldap/entries.ts';
import { ldapSettings } from '#test/support/ldap/settings.ts';
import { noSlapd, startSlapd, type Slapd } from '#test/support/ldap/slapd.ts';

const unconnected = openDatabase('postgres://nobody@127.0.0.1:1/nothing', 1);
const crowd = Array.from({ length: 3000 }, (_, number) => `person${String(number).padStart(4, '0')}@example.test`);
const ODD = 'a*b(c)d+e@example.test';
const SHARED = 'shared@example.test';
const TEAMS = `ou=teams,${GROUPS}`;

const entries = () => [
  ...company('openldap'),
  ...crowd.map((email) => person('openldap', email)),
  person('openldap', ODD),
  person('openldap', 'first', { mail: SHARED }),
  person('openldap', 'second', { mail: [SHARED, 'second@example.test'] }),
  person('openldap', 'former@example.test', { employeeType: 'former' }),
  { dn: TEAMS, objectClass: 'organizationalUnit', ou: 'teams' },
  group('openldap', 'everybody', crowd.map(personDn)),
  group('openldap', 'figma', [personDn(MARIA)]),
  group('openldap', 'mixed', [NOBODY, DESKSIDE, groupDn('figma'), personDn(TOM), personDn(GONE), `cn=long gone,${GROUPS}`]),
  group('openldap', 'twice', []),
  { dn: `cn=twice,${TEAMS}`, objectClass: 'groupOfNames', cn: 'twice', member: NOBODY },
  { dn: groupDn('unique'), objectClass: 'groupOfUniqueNames', cn: 'unique', uniqueMember: personDn(TOM) },
  { dn: `cn=admins,${SUFFIX}`, objectClass: 'groupOfNames', cn: 'admins', member: NOBODY },
];

describe.skipIf(noSlapd)(`people and groups of a real OpenLDAP${noSlapd}`, () => {
  let server: Slapd;
  beforeAll(async () => {
    server = await startSlapd('openldap', entries());
  });
  afterAll(async () => await server.end());

  const directory = (more: Readonly<Record<string, string>> = {}) => createLdapDirectory({ database: unconnected, ldap: ldapSettings(server, more) });

  /** What stands in a group, whoever it is. */
  async function standsIn(name: string): Promise<readonly string[] | undefined> {
    const settings = ldapSettings(server);
    if (!settings) throw new Error('No settings.');
    const query = { base: groupDn(name), scope: 'entry', filter: '(objectClass=*)', attributes: ['member'] } as const;
    const [entry] = await inSession(settings, undefined, async ({ search }) => await search(query));
    return entry?.attributes.get('member');
  }

  test('the last one out leaves a name that is nobody’s, for such a group must not be empty; nobody ever sees it', async () => {
    const { addMember, removeMember, membersOf } = directory();
    await removeMember('figma', MARIA);
    expect(await standsIn('figma')).toEqual([NOBODY]);
    expect(await membersOf('figma')).toEqual([]);
    await addMember('figma', SAM);
    await removeMember('figma', SAM);
    expect(await standsIn('figma')).toEqual([NOBODY]);
  });

  test('a name full of signs is put in, found and taken out as it is', async () => {
    const { addMember, removeMember, isMember, membersOf, groupsOf } = directory();
    await addMember('figma', SAM);
    expect(await isMember('figma', SAM)).toBe(true);
    expect(await groupsOf(SAM)).toEqual(['figma']);
    expect(await membersOf('figma')).toEqual([SAM]);
    await removeMember('figma', SAM);
    expect(await isMember('figma', SAM)).toBe(false);
  });

  test('a group of 3,000 is read whole, though this server answers with 500 at most', async () => {
    expect(await directory().membersOf('everybody')).toEqual(crowd);
    expect(await directory().isMember('everybody', crowd[2999] ?? '')).toBe(true);
  });

  test('who has left is still in a group; other groups, services and who is no more are not people', async () => {
    expect(await directory().membersOf('mixed')).toEqual([GONE, TOM]);
  });

  test('the other kind of group keeps its members elsewhere', async () => {
    const { addMember, removeMember, membersOf, groupsOf } = directory();
    await addMember('unique', MARIA);
    expect(await membersOf('unique')).toEqual([MARIA, TOM]);
    expect(await groupsOf(MARIA)).toContain('unique');
    for (const email of [MARIA, TOM]) await removeMember('unique', email);
    expect(await membersOf('unique')).toEqual([]);
  });

  test.each([
    '*@example.test',
    'maria@example.test)(mail=*',
    '*)(objectClass=*@*',
    String.raw`\2a@example.test`,
    'mari*@example.test',
    `${MARIA}\0`,
    'Ünï@example.test',
  ])('the address %j is nobody’s', async (address) => {
    expect(await directory().findByEmail(address)).toBeUndefined();
    await expect(directory().addMember('figma', address)).rejects.toMatchObject({
      message: `There is no account “${address}” in the directory.`,
      lasting: true,
    });
  });

  test('signs in an address are taken as they are', async () => {
    expect(await directory().findByEmail(ODD)).toMatchObject({ email: ODD });
  });

  test('what two accounts share, or two groups, names neither', async () => {
    const lasting = { name: 'OutsideError', outcome: 'not_done', lasting: true };
    await expect(directory().findByEmail(SHARED)).rejects.toMatchObject({
      ...lasting,
      message: `More than one account in the directory has the address “${SHARED}”.`,
    });
    await expect(directory().addMember('twice', MARIA)).rejects.toMatchObject({
      ...lasting,
      message: expect.stringContaining('use its distinguished name') as string,
    });
    await directory().addMember(`cn=twice,${TEAMS}`, MARIA);
    expect(await standsIn('twice')).toEqual([NOBODY]);
    expect(await directory().membersOf(`CN=Twice, ${TEAMS.toUpperCase()}`)).toEqual([MARIA]);
  });

  test('a group elsewhere than below its base is none, and one that may not be changed says so', async () => {
    for (const name of ['admins', 'figma\0', 'fig*'])
      await expect(directory().addMember(name, MARIA)).rejects.toMatchObject({ message: `There is no group “${name}” in the directory.` });
    const wide = directory({ LDAP_GROUP_BASE: SUFFIX });
    const refused = { outcome: 'not_done', lasting: true, message: `Deskside’s account may not change the group “cn=admins,${SUFFIX}”.` };
    await expect(wide.addMember('admins', MARIA)).rejects.toMatchObject(refused);
    const astray = {
      outcome: 'not_done',
      lasting: true,
      message: 'There is no “ou=nowhere,dc=example,dc=test” in the directory, or Deskside’s account may not read it.',
    };
    await expect(directory({ LDAP_USER_BASE: 'ou=nowhere,dc=example,dc=test' }).findByEmail(MARIA)).rejects.toMatchObject(astray);
  });

  test('the doctor counts what is there, and says what to mend', async () => {
    const findings = await checkLdap({ ldap: ldapSettings(server) });
    expect(findings.map(({ what }) => what)).toEqual([
      `The directory at ${server.url} (openldap) proves who it is, and takes Deskside’s account`,
      'People with an address below ou=people,dc=example,dc=test: 500 or more',
      'Groups below ou=groups,dc=example,dc=test: 6',
    ]);
    expect(findings.filter(({ mend }) => mend !== undefined)).toEqual([]);
    const swapped = await checkLdap({ ldap: ldapSettings(server, { LDAP_USER_BASE: GROUPS, LDAP_GROUP_BASE: PEOPLE }) });
    expect(swapped.map(({ mend }) => mend?.split(' ')[1])).toEqual([undefined, 'LDAP_USER_BASE', 'LDAP_GROUP_BASE']);
    const [refused] = await checkLdap({ ldap: ldapSettings(server, { LDAP_BIND_PASSWORD: 'wrong' }) });
    expect(refused?.mend).toContain('LDAP_BIND_DN');
  });

  test('a filter of one’s own says who is disabled', async () => {
    expect(await directory().findByEmail('former@example.test')).toMatchObject({ state: 'active' });
    expect(await directory({ LDAP_DISABLED_WHEN: '(employeeType=former)' }).findByEmail('former@example.test')).toMatchObject({ state: 'disabled' });
  });
});

test.skipIf(noSlapd)(`in Active Directory who has no address is known by their principal name, and is known by both who has both${noSlapd}`, async () => {
  const both = person('active_directory', 'both@example.test', { userPrincipalName: 'Both.Names@corp.test' });
  const { mail: _, ...named } = person('active_directory', 'Only Principal', { userPrincipalName: 'Only@corp.test', userAccountControl: '66050' });
  const staff = group('active_directory', 'staff', [both.dn, named.dn]);
  const server = await startSlapd('active_directory', [...company('active_directory'), both, named, staff]);
  onTestFinished(server.end);
  const directory = createLdapDirectory({ database: unconnected, ldap: ldapSettings({ ...server, flavor: 'active_directory' }) });
  expect(await directory.findByEmail('both.names@corp.test')).toMatchObject({ email: 'both@example.test', state: 'active' });
  expect(await directory.findByEmail('only@CORP.test')).toMatchObject({ email: 'only@corp.test', state: 'disabled' });
  expect(await directory.membersOf('staff')).toEqual(['both@example.test', 'only@corp.test']);
});

describe('what Active Directory gives in pieces', () => {
  const values = Array.from({ length: 3200 }, (_, number) => `cn=${number}`);
  /** No more than 1,500 at once, by the rules of [MS-ADTS] 3.1.1.3.1.3.3. */
  async function read(asked: string) {
    const from = Number(/^member;range=(\d+)-\*$/.exec(asked)?.[1] ?? 0);
    const piece = values.slice(from, from + 1500);
    const last = from + 1500 >= values.length ? '*' : String(from + 1499);
    return await Promise.resolve(
      new Map([
        ['member', []],
        [`member;range=${from}-${last}`, piece],
      ]),
    );
  }

  test('is asked for until the last piece', async () => {
    expect(await allValues('member', read)).toEqual(values);
  });

  test('or comes whole, or is nothing', async () => {
    expect(await allValues('uniqueMember', async () => await Promise.resolve(new Map([['uniquemember', ['cn=a', 'cn=b']]])))).toEqual(['cn=a', 'cn=b']);
    expect(await allValues('member', async () => await Promise.resolve(new Map()))).toEqual([]);
  });
});
