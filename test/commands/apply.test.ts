import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { applyFile } from '#commands/apply.ts';
import type { TicketEvent } from '#core/ticket.ts';
import { momentsOf } from '#rules/sla/moments.ts';
import { readCycle } from '#rules/sla/read-cycle.ts';
import { runClock } from '#rules/sla/run-clock.ts';
import { currentEdition, slaEditions } from '#store/editions.ts';
import { listTeamChannels, listTeams } from '#store/teams.ts';
import { openTicket, recordEvent } from '#store/tickets.ts';
import { createSmallCompany, LEE, MARIA, PRIYA, SAM, TEAMS } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { runDeskside } from '#test/support/process.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let folder: string;
beforeEach(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
  folder = mkdtempSync(join(tmpdir(), 'deskside-apply-'));
});

const PROMISES = (resolution: string) => `calendars:
  always:
    zone: UTC
    week: { monday: &day ["00:00-24:00"], tuesday: *day, wednesday: *day, thursday: *day, friday: *day, saturday: *day, sunday: *day }
policies:
  - id: usual
    name: Usual
    calendar: always
    targets: { P2: { resolution: ${resolution} }, P3: { resolution: ${resolution} } }
`;

async function apply(source: string, dryRun = false): Promise<string> {
  return await applyFile(database, { path: join(folder, 'deskside.yaml'), source, dryRun });
}

async function editionCount(): Promise<number> {
  const [row] = await database.sql<{ count: number }[]>`select count(*)::int as count from editions`;
  return row?.count ?? 0;
}

async function idOf(email: string): Promise<number> {
  const [row] = await database.sql<{ id: number }[]>`select id from people where email = ${email}`;
  return row?.id ?? 0;
}

async function report(team: string, at = new Date()) {
  const teamId = (await listTeams(database.db)).find(({ key }) => key === team)?.id ?? 0;
  const requesterId = await idOf(MARIA);
  const event: TicketEvent & { type: 'reported' } = { type: 'reported', requesterId, teamId, title: 'It hums', urgency: 'slowed', priority: 3 };
  const { ticket } = await openTicket(database.db, { event, actorId: requesterId, at, words: 'It hums', origin: undefined });
  return { ticket, log: { id: ticket.id, entries: [{ event, at }] } };
}

describe('applying a file', () => {
  test('says nothing to change, and adds nothing, when all is so already', async () => {
    expect(await apply(TEAMS)).toBe('Nothing to change.\n');
    expect(await editionCount()).toBe(0);
    const { code, said } = await run(TEAMS + PROMISES('4h'));
    expect({ code, said }).toEqual({
      code: 0,
      said: '+ calendar always: UTC\n+ policy usual: Usual\nApplied. Running processes go by it within a minute.\n',
    });
    expect(await run(`# A remark.\n${TEAMS}${PROMISES('4h')}`)).toEqual({ code: 0, said: 'Nothing to change.\n' });
    expect(await editionCount()).toBe(1);
  });

  test('prints what it would do, and with --dry-run leaves everything as it is', async () => {
    const before = await listTeamChannels(database.db);
    const wanted = `teams:
  service-desk:
    name: Help Desk
    channel: { platform: browser, workspace: local, room: help }
    members: [{ email: ${LEE}, lead: true }, { email: ${PRIYA} }]
    keywords: [help]
  network:
    name: Network
    members: [{ email: ${SAM}, lead: true }]
`;
    const lines = [
      '~ team service-desk: name “Service Desk” → “Help Desk”',
      '~ team service-desk: channel browser local service-desk → channel browser local help',
      `+ team service-desk: ${PRIYA}`,
      `~ team service-desk: ${LEE} leads it`,
      `- team service-desk: ${SAM}`,
      '~ team service-desk: keywords added: help',
      '+ team network: Network, 1 member, no channel',
      '- team devices: Devices',
    ];
    const { code, said } = await run(wanted, '--dry-run');
    expect({ code, said: said.split('\n') }).toEqual({ code: 0, said: [...lines, 'Nothing has changed yet: without --dry-run it will.', ''] });
    expect(await listTeamChannels(database.db)).toEqual(before);

    expect((await apply(wanted)).split('\n').slice(0, lines.length)).toEqual(lines);
    expect(await listTeamChannels(database.db)).toEqual([
      { key: 'service-desk', name: 'Help Desk', channel: { platform: 'browser', workspace: 'local', room: 'help' } },
      { key: 'network', name: 'Network', channel: undefined },
    ]);
    const members =
      await database.sql`select email, is_lead, key from team_members m join teams t on t.id = team_id join people p on p.id = person_id order by key, email`;
    expect([...members]).toEqual([
      { email: SAM, is_lead: true, key: 'network' },
      { email: LEE, is_lead: true, key: 'service-desk' },
      { email: PRIYA, is_lead: false, key: 'service-desk' },
    ]);
    expect(await apply(wanted)).toBe('Nothing to change.\n');
    const [entry] = await database.sql`select actor like 'terminal/%' as terminal, outcome, reason from audit where action = 'desk.apply'`;
    expect(entry).toEqual({ terminal: true, outcome: 'done', reason: lines.join('\n') });
  });

  test('lets two teams change names and channels with each other', async () => {
    const source = TEAMS.replace('name: Service Desk', 'name: Devices\n    channel: { platform: browser, workspace: local, room: devices }').replace(
      '  devices:\n    name: Devices',
      '  devices:\n    name: Service Desk\n    channel: { platform: browser, workspace: local, room: service-desk }',
    );
    await apply(source);
    expect((await listTeamChannels(database.db)).map(({ key, name, channel }) => [key, name, channel?.room])).toEqual([
      ['service-desk', 'Devices', 'devices'],
      ['devices', 'Service Desk', 'service-desk'],
    ]);
  });

  test('names every problem with its place, and people are looked for in the store', async () => {
    const source = `${TEAMS}routing:\n  - { when: { departement: [Sales] }, team: devices }\n  - { when: { department: [Sales] }, team: device }\n`.replace(
      LEE,
      'gone@example.test',
    );
    expect(await run(source)).toEqual({
      code: 1,
      said: [
        'deskside.yaml:4:53 “gone@example.test”: has left the company.',
        'deskside.yaml:10:15 “departement” is not a setting that can stand here. Did you mean “department”?',
        'deskside.yaml:11:44 There is no team “device”. Did you mean “devices”?',
        'Nothing has changed.',
        '',
      ].join('\n'),
    });
    expect(await run('', '--dryrun')).toEqual({ code: 1, said: 'Use: apply [deskside.yaml] [--dry-run].\n' });
  });
});

test('the example of the documentation can be applied as it stands, prints what it adds, and says nothing the second time', async () => {
  const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
  const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const event = (name: string, day: string) => `BEGIN:VEVENT\r\nSUMMARY:${name}\r\nDTSTART;VALUE=DATE:${day}\r\nEND:VEVENT\r\n`;
  const calendar = (...events: readonly string[]) => `BEGIN:VCALENDAR\r\n${events.join('')}END:VCALENDAR\r\n`;
  writeFileSync(join(folder, 'holidays.ics'), calendar(event('Christmas Day', '20261225'), event('Town Fair', '20261006')));
  writeFileSync(join(folder, 'on-call.ics'), calendar(event('sam@example.test', '20270101')));
  const said = await apply(example);
  expect(said).toContain('\n+ policy urgent: Urgent, around the clock\n+ policy usual: Usual\n');
  expect(said).toContain('~ team devices: channel browser local devices → channel teams 0b7f3c3e-1f57-4d43-9c0e-7a0f5f3f2a11 19:abc@thread.tacv2\n');
  expect(said).toContain('\n+ routing (keywords printer, scanner; locations Graz) → devices\n');
  expect(said).toContain('\n+ category VPN: of access\n+ category Printing: of fault\n+ category Payroll: of software\n');
  expect(await apply(example)).toBe('Nothing to change.\n');
  const changed = example.replace('[vpn, tunnel]', '[vpn]').replace('  - { name: Payroll, of: software }', '');
  expect(await apply(changed, true)).toBe(
    '~ category VPN: keywords vpn, tunnel → vpn\n- category Payroll\nNothing has changed yet: without --dry-run it will.\n',
  );
  const { content } = (await currentEdition(database.db)) ?? {};
  expect(Object.keys(content ?? {}).toSorted()).toEqual([
    'autoReplies',
    'calendars',
    'categories',
    'notices',
    'onCall',
    'outOfHours',
    'phrases',
    'policies',
    'priorities',
    'routing',
    'summaries',
    'teamCalendars',
    'vip',
  ]);
  expect(content?.calendars['office']?.holidays?.map(({ name }) => name)).toEqual(['Christmas Eve', 'Christmas Day']);
});

describe('a team that is gone from the file', () => {
  const ONE = TEAMS.slice(0, TEAMS.indexOf('  devices:'));

  test('is kept while it has tickets that are not closed, and nothing else is changed either', async () => {
    const { ticket } = await report('devices');
    await expect(apply(ONE + PROMISES('4h'))).rejects.toThrow(
      'The team “devices” (Devices) is not in the file, and it has a ticket that is not closed. Pass them to another team or close them, then apply again.',
    );
    expect(await editionCount()).toBe(0);
    await database.db.transaction(
      async (tx) => await recordEvent(tx, ticket.id, { event: { type: 'withdrawn', reason: '' }, actorId: ticket.requesterId, at: new Date() }),
    );
    expect(await apply(ONE)).toContain('- team devices: Devices\n');
    expect((await listTeams(database.db)).map(({ key }) => key)).toEqual(['service-desk']);
  });

  test('keeps its past, takes no new ticket whoever is in between, and comes back under its key', async () => {
    const devices = (await listTeams(database.db)).find(({ key }) => key === 'devices');
    const at = new Date();
    const requesterId = await idOf(MARIA);
    await apply(ONE);
    const event = { type: 'reported', requesterId, teamId: devices?.id ?? 0, title: 'Late', urgency: 'slowed', priority: 3 } as const;
    const late = openTicket(database.db, { event, actorId: requesterId, at, words: 'Late', origin: undefined });
    await expect(late.catch((error: unknown) => Promise.reject((error as Error).cause as Error))).rejects.toThrow('this team was removed');
    expect(await apply(TEAMS)).toContain('+ team devices: Devices, 2 members, no channel\n');
    expect((await listTeams(database.db)).find(({ key }) => key === 'devices')).toEqual(devices);
  });

  test('of a ticket and a removal at the same time, one waits for the other and the second is refused', async () => {
    for (let round = 0; round < 5; round++) {
      const outcomes = await Promise.allSettled([report('devices'), apply(ONE)]);
      const [{ count } = { count: -1 }] = await database.sql<{ count: number }[]>`
        select count(*)::int from tickets t join teams on teams.id = team_id where retired and state in ('new', 'in_progress', 'waiting', 'resolved')`;
      expect(count).toBe(0);
      expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
      if (outcomes[0].status === 'fulfilled') break;
      await apply(TEAMS);
    }
  });
});

test('of two who apply the same at the same time, one finds nothing to change', async () => {
  const said = await Promise.all([apply(TEAMS + PROMISES('4h')), apply(TEAMS + PROMISES('4h'))]);
  expect(said.filter((text) => text === 'Nothing to change.\n')).toHaveLength(1);
  expect(await editionCount()).toBe(1);
});

describe('a policy that is changed', () => {
  test('gets its next version, and a ticket from before keeps its terms', async () => {
    await apply(TEAMS + PROMISES('4h'));
    const { log } = await report('devices');
    expect(await apply(TEAMS + PROMISES('1h'))).toContain(
      '~ policy usual: P2 resolution 4h → 1h\n~ policy usual: P3 resolution 4h → 1h\n~ policy usual: version 2, for tickets from now on\n',
    );
    const later = await report('devices');

    const editions = await slaEditions(database.db);
    const terms = ({ id, entries }: typeof log) => {
      const at = new Date();
      const [cycle] = runClock({ metric: 'resolution', moments: momentsOf({ id, entries }, at), editions, at });
      const [reported] = entries;
      const due = cycle && readCycle(cycle, at).dueAt;
      return { version: cycle?.stretches[0]?.terms?.policy.version, hours: ((due?.getTime() ?? 0) - (reported?.at.getTime() ?? 0)) / 3_600_000 };
    };
    expect(terms(log)).toEqual({ version: 1, hours: 4 });
    expect(terms(later.log)).toEqual({ version: 2, hours: 1 });
  });

  test('goes on counting when it was away in between', async () => {
    const versionNow = async () => (await currentEdition(database.db))?.content.policies.map(({ version }) => version);
    await apply(TEAMS + PROMISES('4h'));
    expect(await apply(TEAMS)).toContain('- policy usual\n');
    expect(await versionNow()).toEqual([]);
    await apply(TEAMS + PROMISES('4h'));
    expect(await versionNow()).toEqual([1]);
    await apply(TEAMS);
    await apply(TEAMS + PROMISES('2h'));
    expect(await versionNow()).toEqual([2]);
  });

  test('may name a team that the same file makes', async () => {
    const network = `  network:\n    name: Network\n    members: [{ email: ${SAM} }]\n`;
    await apply(TEAMS + network + PROMISES('4h').replace('    calendar: always\n', '    calendar: always\n    when: { team: [network] }\n'));
    const id = (await listTeams(database.db)).find(({ key }) => key === 'network')?.id;
    expect((await currentEdition(database.db))?.content.policies[0]?.conditions).toEqual([{ field: 'teamId', in: [id] }]);
  });
});

async function run(source: string, ...options: readonly string[]) {
  const path = join(folder, 'deskside.yaml');
  writeFileSync(path, source);
  const { ended, output } = runDeskside(['apply', path, ...options], { DESKSIDE_DATA: folder, DATABASE_URL: database.url });
  return { code: await ended, said: output() };
}
