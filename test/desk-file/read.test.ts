import { describe, expect, test } from 'vitest';
import { editionOf } from '#desk-file/edition.ts';
import { problemLine } from '#desk-file/read.ts';
import { USUAL_NOTICES } from '#rules/notices.ts';
import { USUAL_RULES } from '#rules/sla/clock-rules.ts';
import { fileOf, problemsIn } from './known.ts';

const TEAM = `teams:
  desk:
    name: Service Desk
    members:
      - { email: sam@example.test }
`;
const CALENDAR = `calendars:
  office:
    zone: Europe/Vienna
    week:
      monday: ["09:00-12:00", "13:00-17:00"]
`;

/** A file, and all that is wrong with it. */
const WRONG: readonly (readonly [what: string, source: string, problems: readonly string[]])[] = [
  ['nothing at all', '', ['1:1 The file is empty.']],
  ['only words', 'hello', ['1:1 This must be settings, each with its name and “:”.']],
  ['no teams', 'calendars: {}\n', ['1:1 “teams” is missing here.']],
  ['a misspelled key', `${TEAM}calender: {}\n`, ['6:1 “calender” is not a setting that can stand here. Did you mean “calendars”?']],
  [
    'a key that means nothing',
    `${TEAM}    color: red\n`,
    ['6:5 “color” is not a setting that can stand here. There are: name, channel, calendar, members, keywords.'],
  ],
  ['a key twice', `${TEAM}teams: {}\n`, ['6:1 This key stands here twice.']],
  ['a tab', 'teams:\n\tdesk: {}\n', ['2:1 Lines are indented with blanks, not with tabs.']],
  ['an open quote', 'teams: "desk\n', ['2:1 Something is missing here: a closing quote or bracket, or a “:” after a key.']],
  ['two documents', `${TEAM}---\n${TEAM}`, ['6:1 The file begins anew here (“---”). One file holds all settings.']],
  ['an alias of nothing', 'teams: *desk\n', ['1:8 Nothing before this is called “&desk”.']],
  ['a key that is a list', '[a, b]: c\n', ['1:1 A key is a plain word.']],
  [
    'summaries of what somebody does not lead, work in or manage',
    `${TEAM}summaries:\n` +
      '  - { who: lee@example.test, teams: [desk], every: monday }\n' +
      '  - { who: lee@example.test, department: Sales, every: mondays }\n' +
      '  - { who: sam@example.test, every: month, at: "24:00", day: 32 }\n' +
      '  - { who: tom@example.test, department: Sales, teams: [desk], every: day }\n' +
      '  - { who: maria@example.test, department: Finance, every: day, day: 1, where: channel }\n',
    [
      '7:37 “lee@example.test” is not in the team “desk”, so they do not get its figures.',
      '8:12 This person has a summary in the file already. Everybody has one at most.',
      '8:56 There is no rhythm “mondays”. Did you mean “monday”?',
      '9:48 The last time of a day is “23:59”.',
      '9:62 This must be at most 31.',
      '10:5 Say what it is about: “teams” or “department”, one of the two.',
      '10:56 “tom@example.test” is not in the team “desk”, so they do not get its figures.',
      '11:44 “maria@example.test” is not somebody of “Finance” to whom others report, so they do not get its figures.',
      '11:70 A “day” goes with “every: month” only.',
      '11:80 A channel belongs to one team, so name one team.',
    ],
  ],
  ['an empty setting', `${TEAM}routing:\n`, ['6:1 This is empty. Give it a value, or take it out.']],
  [
    'a number for a name',
    'teams:\n  desk:\n    name: 12\n    members: [{ email: sam@example.test }]\n',
    ['3:11 This must be text; put it in quotes if it looks like a number.'],
  ],
  ['something missing in a list', 'teams:\n  desk:\n    name: Desk\n    members:\n      - lead: true\n', ['5:9 “email” is missing here.']],
  ['a key with capitals', TEAM.replace('desk:', 'Desk:'), ['2:3 A key is made of small letters, digits and hyphens.']],
  ['a stranger', `${TEAM}      - { email: eve@example.test }\n`, ['6:18 “eve@example.test”: nobody here has this address.']],
  ['somebody twice', `${TEAM}      - { email: Sam@example.test }\n`, ['6:18 This person is in the team already.']],
  ['a channel of no platform', `${TEAM}    channel: { platform: slak, workspace: a, room: b }\n`, ['6:26 There is no platform “slak”. Did you mean “slack”?']],
  ['half a channel', `${TEAM}    channel: { platform: slack, workspace: a }\n`, ['6:14 A channel needs “workspace” and “room”, or a “link” to it.']],
  ['a link to nothing', `${TEAM}    channel: { platform: slack, link: "https://teams/19:a" }\n`, ['6:14 That is not a link to a channel there.']],
  ['a calendar that is not there', `${TEAM}    calendar: ofice\n${CALENDAR}`, ['6:15 There is no calendar “ofice”. Did you mean “office”?']],
  ['a category within none', `${TEAM}categories: [{ name: VPN, of: acess }]\n`, ['6:31 There is no category “acess”. Did you mean “access”?']],
  [
    'a category called like one there is',
    `${TEAM}categories: [{ name: Access, of: access }]\n`,
    ['6:22 Deskside has a category of this name already. Give yours another.'],
  ],
  ['a category twice', `${TEAM}categories: [{ name: VPN, of: access }, { name: vpn, of: fault }]\n`, ['6:49 Another category has this name.']],
  [
    'a category that is not there',
    `${TEAM}categories: [{ name: VPN, of: access }]\nrouting: [{ when: { category: [VPM] }, team: desk }]\n`,
    ['7:32 There is no category “VPM”. Did you mean “VPN”?'],
  ],
  ['a zone that is none', TEAM + CALENDAR.replace('Vienna', 'Wien'), ['8:11 “Europe/Wien” is not the name of a time zone. One looks like “Europe/Vienna”.']],
  ['hours that are none', TEAM + CALENDAR.replace('"13:00-17:00"', '"1pm-5pm"'), ['10:31 “1pm-5pm” are not hours. They look like “08:30-12:00”.']],
  ['hours that overlap', TEAM + CALENDAR.replace('13:00', '11:00'), ['8:5 On monday, hours overlap.']],
  [
    'a day that is none',
    `${TEAM}${CALENDAR}    holidays: [{ date: 2026-02-30, name: X }]\n`,
    ['11:24 “2026-02-30” is not a date. One looks like “2026-12-25”.'],
  ],
  ['a file that is away', `${TEAM}${CALENDAR}    holiday_files: [{ file: at.ics }]\n`, ['11:29 The file “at.ics” cannot be read.']],
  [
    'a file that is none',
    `${TEAM}${CALENDAR}    holiday_files: [{ file: broken.ics }]\n`,
    ['11:29 broken.ics, line 1: This is not an iCal file: it has no BEGIN:VCALENDAR.'],
  ],
  [
    'a holiday to leave out that nobody has',
    `${TEAM}${CALENDAR}    holiday_files: [{ file: holidays.ics, leave_out: [Town Fare] }]\n`,
    ['11:55 Nothing in holidays.ics is called “Town Fare”. Did you mean “Town Fair”?'],
  ],
  [
    'a target that is no time',
    policy('targets: { P1: { resolution: 4 hours } }'),
    ['15:34 “4 hours” is not a length of time. It looks like “30m”, “4h” or “2d”, up to 1000d.'],
  ],
  ['a priority that is none', policy('targets: { P5: { resolution: 4h } }'), ['15:16 “P5” is not a setting that can stand here. There are: P1, P2, P3, P4.']],
  ['an unknown team in a condition', policy('when: { team: [dezk] }', 'targets: {}'), ['15:20 There is no team “dezk”. Did you mean “desk”?']],
  ['an unknown department', policy('when: { department: [Legal] }', 'targets: {}'), ['15:26 There is no department “Legal”. There are: Sales, Finance.']],
  [
    'a policy after one for all',
    `${policy('targets: {}')}  - { id: two, name: Two, calendar: office, targets: {} }\n`,
    ['16:5 This is never reached: one before it fits everything.'],
  ],
  [
    'a policy of the same id',
    `${policy('when: { vip: true }', 'targets: {}')}  - { id: one, name: Two, calendar: office, targets: {} }\n`,
    ['17:11 Another policy has this id.'],
  ],
  [
    'a rule that fits the same',
    `${TEAM}routing:\n  - { when: { vip: true }, team: desk }\n  - { when: { vip: true }, team: desk }\n`,
    ['8:5 This is never reached: one before it fits the same.'],
  ],
  ['percentages over all', `${TEAM}notices: { percentages: [50, 150] }\n`, ['6:30 This must be at most 100.']],
  [
    'a phrase for two intents',
    `${TEAM}phrases:\n  greeting: [Servus]\n  ticket.create: [servus]\n`,
    ['8:19 This phrase stands in the file already. It can mean one thing only.'],
  ],
  ['an intent that is none', `${TEAM}phrases:\n  licence.request: [gimme]\n`, ['7:3 There is no intent “licence.request”. Did you mean “license.request”?']],
  ['a rota of nobody', `${TEAM}on_call: { desk: { zone: UTC } }\n`, ['6:18 Nobody is on call here: give it “shifts”, a “rotation” or a “file”.']],
  [
    'a rota for no team',
    `${TEAM}on_call: { dusk: { zone: UTC, rotation: { from: 2026-01-05, people: [sam@example.test] } } }\n`,
    ['6:12 There is no team “dusk”. Did you mean “desk”?'],
  ],
  [
    'a shift that ends first',
    `${TEAM}on_call: { desk: { zone: UTC, shifts: [{ who: sam@example.test, from: 2026-02-02, to: 2026-02-01 }] } }\n`,
    ['6:40 It ends before it begins.'],
  ],
  [
    'somebody of another team in a rota',
    `${TEAM}on_call: { desk: { zone: UTC, shifts: [{ who: lee@example.test, from: 2026-01-01, to: 2026-01-04 }], rotation: { from: 2026-01-05, people: [Lee@example.test] } } }\n`,
    ['6:18 “lee@example.test” is not in this team, so nobody would be called. Add them to its members.'],
  ],
  [
    'days of opening hours',
    `${TEAM}notices: { unclaimed_per_member: 1d, silent_owner: { ask_after: 4h, hand_back_after: 1d 4h } }\n`,
    [
      '6:34 Say it in hours and minutes, such as “8h”: these are opening hours, and not all days have as many.',
      '6:86 Say it in hours and minutes, such as “8h”: these are opening hours, and not all days have as many.',
    ],
  ],
  [
    'strangers in a rota',
    `${TEAM}on_call: { desk: { zone: UTC, file: strangers.ics } }\n`,
    ['6:37 strangers.ics, “nobody@example.test”: nobody here has this address.', '6:37 strangers.ics, “Lee”: no address of anybody is in it.'],
  ],
];

/** Its own lines begin with the 15th. */
function policy(...lines: readonly string[]): string {
  return `${TEAM}${CALENDAR}policies:\n  - id: one\n    name: One\n    calendar: office\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

describe('what is wrong with a file is said in one sentence, with its place', () => {
  test.each(WRONG)('%s', (_, source, problems) => {
    expect(problemsIn(source).map((problem) => problemLine('', problem).slice(1))).toEqual(problems);
  });
});

test('all of it is said at once, in the order of the file, and one mistake hides no other', () => {
  const source = `${TEAM}    calendar: ofice
    colour: red
calendars:
  office: { zone: Mars, week: { monday: [9-5] } }
policies:
  - { id: one, name: One, calendar: offices, targets: { P1: { resolution: soon } }, when: { team: [disk], vip: perhaps } }
`;
  expect(problemsIn(source).map(({ line, column }) => `${line}:${column}`)).toEqual(['6:15', '7:5', '9:19', '9:42', '11:37', '11:75', '11:100', '11:112']);
});

describe('what is right is kept as data', () => {
  const edition = (source: string) => editionOf(fileOf(source), { teamIds: new Map([['desk', 7]]), policies: new Map() });

  test('a day of a target is as long as the calendar says, or its longest day', () => {
    const [HOUR, targets] = [3_600_000, 'targets: { P1: { resolution: 2d }, P2: { resolution: 1d 30m } }'];
    expect(edition(policy(targets)).policies[0]?.targets.resolution).toEqual({ 1: 14 * HOUR, 2: 7.5 * HOUR });
    const short = policy(targets).replace('    week:', '    day: 6h\n    week:');
    expect(edition(short).policies[0]?.targets.resolution).toEqual({ 1: 12 * HOUR, 2: 6.5 * HOUR });
  });

  test('conditions, pauses and what ends a first response become rules of clocks', () => {
    const rules = ['when: { priority: [P1], team: [desk], vip: true, category: [fault] }', 'first_response_by: claim'];
    const [written] = edition(policy(...rules, 'pause: [{ state: waiting, reason: waiting for you, at_most: 2d }]', 'targets: {}')).policies;
    expect(written?.conditions).toEqual([
      { field: 'priority', in: [1] },
      { field: 'teamId', in: [7] },
      { field: 'category', in: ['fault'] },
      { field: 'vip', in: [true] },
    ]);
    expect(written?.rules.first_response.stop.at(-1)).toEqual({ events: ['claimed'] });
    expect(written?.rules.resolution.pause).toEqual([{ when: { entered: ['waiting'] }, reason: 'waiting for you', atMost: 172_800_000 }]);
    expect(edition(policy('targets: {}')).policies[0]?.rules).toEqual(USUAL_RULES);
  });

  test('holidays of a file are written down for the years to come, without those that are left out', () => {
    const { calendars } = edition(`${TEAM}${CALENDAR}    holiday_files: [{ file: holidays.ics, leave_out: [town fair] }]\n`);
    const holidays = calendars['office']?.holidays ?? [];
    expect(holidays).toHaveLength(12);
    expect([holidays[0], holidays.at(-1)]).toEqual([
      { date: '2025-01-06', name: 'Epiphany' },
      { date: '2036-01-06', name: 'Epiphany' },
    ]);
  });

  test('a rota of a file is shifts, by the addresses in it', () => {
    const { onCall } = edition(`${TEAM}on_call: { desk: { zone: UTC, file: on-call.ics } }\n`);
    expect(onCall?.['desk']?.shifts).toEqual(['2026-12-24', '2026-12-25', '2026-12-26'].map((day) => ({ email: 'sam@example.test', from: day, to: day })));
  });

  test('who was on call before today may have left since', () => {
    const { onCall } = edition(`${TEAM}on_call: { desk: { zone: UTC, shifts: [{ who: Gone@example.test, from: 2025-12-01, to: 2026-01-04 }] } }\n`);
    expect(onCall?.['desk']?.shifts).toEqual([{ email: 'gone@example.test', from: '2025-12-01', to: '2026-01-04' }]);
  });

  test('notices that are not set are the usual ones', () => {
    expect(edition(`${TEAM}notices: { percentages: [80, 20, 80] }\n`).notices).toEqual({ ...USUAL_NOTICES, percentages: [20, 80] });
    expect(edition(TEAM).notices).toBeUndefined();
    expect(edition(`${TEAM}notices: { quiet_hours: { from: "00:00", to: "00:00" } }\n`).notices?.quietHours).toBeUndefined();
  });

  test('settings may be said once and meant twice, and a mistake in them has its place where it was said', () => {
    const twice = `${TEAM}calendars:\n  a: &a { zone: UTC, week: { monday: ["09:00-17:00"] } }\n  b: *a\n`;
    expect(Object.keys(fileOf(twice).calendars)).toEqual(['a', 'b']);
    expect(problemsIn(twice.replace('09:00-', '09:00')).map(({ line, column }) => `${line}:${column}`)).toEqual(['7:39']);
  });
});
