import { expect, test } from 'vitest';
import type { TicketEvent } from '#core/ticket.ts';
import { ALWAYS_OPEN } from '#rules/business-time/calendar.ts';
import { problemsOf } from '#rules/sla/policy.ts';
import { HOUR } from '#test/rules/business-time/plans.ts';
import { ask, claim, cycles, edition, escalate, mon, policy, prioritize, readings, reopen, reply, report, resolve, tue } from './story.ts';

const shorter = policy({ version: 2, targets: { resolution: { 2: HOUR, 3: HOUR } } });

test('later edits of policies and calendars rewrite no cycle that began before', () => {
  const editions = [edition(), edition([shorter], { office: ALWAYS_OPEN }, mon(12))];
  const story = [
    [mon(9), report(3)],
    [mon(16), resolve],
    [tue(9), reopen],
  ] as const;
  const versions = cycles('resolution', story, tue(9), editions).map((cycle) => cycle.stretches[0]?.terms?.policy.version);
  expect(versions).toEqual([1, 2]);
  expect(readings('resolution', story, tue(9), editions)).toMatchObject([{ state: 'met', elapsed: 7 * HOUR, dueAt: mon(17) }, { dueAt: tue(10) }]);
});

test('another priority takes its target from the version under which the clock runs', () => {
  const editions = [edition(), edition([shorter], {}, mon(10))];
  expect(
    readings(
      'resolution',
      [
        [mon(9), report(3)],
        [mon(11), prioritize(2)],
      ],
      mon(12),
      editions,
    ),
  ).toMatchObject([{ state: 'running', dueAt: mon(13) }]);
});

test('a policy that is added later takes over no clock that runs, until the ticket moves', () => {
  const added = policy({ id: 'added', targets: { resolution: { 3: 3 * HOUR } } });
  const network = policy({ id: 'network', conditions: [{ field: 'teamId', in: [2] }] });
  const editions = [edition(), edition([network, added], {}, mon(10))];
  const story = [
    [mon(9), report(3)],
    [mon(11), claim],
  ] as const;
  expect(readings('resolution', story, mon(12), editions)).toMatchObject([{ dueAt: mon(17) }]);
  const [cycle] = cycles('resolution', [...story, [mon(12), escalate(2)]], mon(13), editions);
  expect(cycle?.stretches.map(({ terms }) => terms?.policy.id)).toEqual(['usual', 'network']);
});

test('a promise that is kept through a priority change is not moved by what comes later', () => {
  const urgent = policy({ id: 'urgent', conditions: [{ field: 'priority', in: [1] }] });
  const editions = [edition([urgent, policy({ onPriorityChange: 'keep' })])];
  const story = [
    [mon(9), report(3)],
    [mon(10), prioritize(1)],
    [mon(11), claim],
  ] as const;
  expect(readings('resolution', story, mon(12), editions)).toMatchObject([{ state: 'running', dueAt: mon(17) }]);
});

test('department, VIP, impact and category are as they were when it was reported, and unknown before they were kept', () => {
  const conditions = [
    { field: 'department', in: ['Sales'] },
    { field: 'vip', in: [true] },
    { field: 'impact', in: ['team', 'company'] },
    { field: 'category', in: ['fault'] },
  ] as const;
  const promised = (event: TicketEvent) =>
    cycles('resolution', [[mon(9), event]], mon(10), [edition([policy({ id: 'theirs', conditions })])])[0]?.stretches[0]?.terms?.policy.id;
  const facts = { department: 'Sales', vip: true, impact: 'team' } as const;
  const reported = { ...report(3), type: 'reported' } as Extract<TicketEvent, { type: 'reported' }>;
  expect(promised({ ...reported, facts })).toBe('theirs');
  expect(promised({ ...reported, facts, category: 'software' })).toBeUndefined();
  expect(promised({ ...reported, facts: { ...facts, department: 'Finance' } })).toBeUndefined();
  expect(promised({ ...reported, facts: { ...facts, vip: false } })).toBeUndefined();
  expect(promised({ ...reported, facts: { ...facts, impact: 'person' } })).toBeUndefined();
  expect(promised(reported)).toBeUndefined();
});

test('a category of the company’s own is as its words had it, until somebody sets another', () => {
  const conditions = [{ field: 'category', in: ['VPN'] }] as const;
  const editions = [edition([policy({ id: 'vpn', conditions, targets: { resolution: { 3: HOUR } } }), policy({})])];
  const set = { type: 'categorized', category: 'access', subcategory: 'VPN' } as const;
  const back = { type: 'categorized', category: null, subcategory: null } as const;
  const policies = (...story: Parameters<typeof cycles>[1]) =>
    cycles('resolution', story, mon(12), editions)[0]?.stretches.map(({ terms }) => terms?.policy.id);
  const facts = { department: 'Sales', vip: false, impact: 'person', subcategory: 'VPN' } as const;
  expect(policies([mon(9), report(3)], [mon(10), set])).toEqual(['usual', 'vpn']);
  expect(policies([mon(9), { ...report(3), facts } as TicketEvent], [mon(10), back])).toEqual(['vpn', 'usual']);
});

test('a ticket that is passed on is still judged by the facts of its report', () => {
  const vips = policy({
    id: 'vips',
    conditions: [
      { field: 'vip', in: [true] },
      { field: 'teamId', in: [2] },
    ],
    targets: { resolution: { 3: HOUR } },
  });
  const reported = { ...report(3), facts: { department: 'Sales', vip: true, impact: 'person' } } as TicketEvent;
  const [cycle] = cycles(
    'resolution',
    [
      [mon(9), reported],
      [mon(10), claim],
      [mon(11), escalate(2)],
    ],
    mon(12),
    [edition([vips, policy()])],
  );
  expect(cycle?.stretches.map(({ terms }) => terms?.policy.id)).toEqual(['usual', 'vips']);
});

test('before any policy was in force, nothing is promised', () => {
  const editions = [edition([policy()], {}, mon(10))];
  expect(readings('resolution', [[mon(9), report(3)]], tue(9), editions)).toMatchObject([{ state: 'no_promise', elapsed: 0 }]);
  expect(readings('resolution', [[mon(10), report(3)]], mon(11), editions)).toMatchObject([{ state: 'running', elapsed: HOUR }]);
});

test('a change before any policy was in force changes nothing', () => {
  const story = [
    [mon(9), report(3)],
    [mon(10), prioritize(2)],
  ] as const;
  expect(readings('resolution', story, mon(11), [edition([policy()], {}, mon(12))])).toMatchObject([{ state: 'no_promise', elapsed: 0 }]);
});

test('where one team alone promises something, its promise comes and goes with the ticket', () => {
  const network = policy({ id: 'network', conditions: [{ field: 'teamId', in: [2] }] });
  const story = [
    [mon(9), report(3)],
    [mon(11), escalate(2)],
    [mon(12), escalate(1)],
  ] as const;
  const [cycle] = cycles('resolution', story, mon(13), [edition([network])]);
  expect(cycle?.stretches.map(({ from, terms }) => [from, terms?.policy.id])).toEqual([
    [mon(9), undefined],
    [mon(11), 'network'],
    [mon(12), undefined],
  ]);
});

test('what happens at one instant leaves one stretch, and a clock that was set back turns no time round', () => {
  const [cycle] = cycles(
    'resolution',
    [
      [mon(9), report(3)],
      [mon(9), claim],
      [mon(9), ask],
    ],
    mon(10),
  );
  expect(cycle?.stretches).toMatchObject([{ from: mon(9), pause: { reason: 'waiting for an answer from the requester' } }]);
  const story = [
    [mon(9), report(3)],
    [mon(10), claim],
    [mon(11), ask],
    [mon(10, 59), reply('requester')],
  ] as const;
  const [turned] = cycles('resolution', story, mon(12));
  expect(turned?.stretches.map(({ from, to }) => [from, to])).toEqual([
    [mon(9), mon(11)],
    [mon(11), undefined],
  ]);
});

test('an edition that cannot be used is described', () => {
  const wrong = policy({
    id: 'theirs',
    name: 'Theirs',
    calendar: 'nowhere',
    targets: { resolution: { 1: 0, 2: HOUR } },
    conditions: [{ field: 'teamId', in: [] }],
  });
  const usable = policy({ conditions: [{ field: 'teamId', in: [1] }] });
  const described = [
    '“Theirs” goes by the calendar “nowhere”, which does not exist.',
    '“Theirs” has a target that is no time.',
    '“Theirs” has a condition that nothing can meet.',
  ];
  expect(problemsOf(edition([usable, wrong, wrong]))).toEqual([...described, 'Two policies have the id “theirs”.', ...described]);
  expect(problemsOf(edition([usable, policy({ id: 'every' })]))).toEqual([]);
  expect(readings('resolution', [[mon(9), report(3)]], mon(10), [edition([policy({ calendar: 'nowhere' })])])).toMatchObject([{ state: 'no_promise' }]);
});
