import { describe, expect, test } from 'vitest';
import type { Actor } from '#core/person.ts';
import type { Relation, Role } from '#core/workflow.ts';
import { authorize } from '#rules/authorize.ts';

const REQUESTER = 1;
const ASSIGNEE = 2;
const TEAM = 10;
const APPROVER = 6;
const REPORTER = 7;
const WATCHER = 8;
/** That the requester was asked as well is a mistake that must not count. */
const relation: Relation = {
  requesterId: REQUESTER,
  teamId: TEAM,
  assigneeId: ASSIGNEE,
  approverIds: [APPROVER, REQUESTER],
  reporterIds: [REPORTER],
  watcherIds: [REPORTER, WATCHER],
};

function actor(id: number, teamIds: readonly number[], status: 'active' | 'left' = 'active'): Actor {
  const person = { id, email: 'x@example.test', name: 'X', title: 'X', department: 'X', managerId: null, timeZone: 'UTC', status, privileged: true };
  return { person, teamIds };
}

const PEOPLE = {
  'the requester': actor(REQUESTER, []),
  'a requester in the team': actor(REQUESTER, [TEAM]),
  'the owner': actor(ASSIGNEE, [TEAM]),
  'an owner who has left the team': actor(ASSIGNEE, [11]),
  'a colleague of the team': actor(3, [11, TEAM]),
  'an agent of another team': actor(4, [11]),
  'a bystander': actor(5, []),
  'somebody who was asked to decide': actor(APPROVER, []),
  'who reported it for them': actor(REPORTER, []),
  'a watcher': actor(WATCHER, []),
} satisfies Record<string, Actor>;
type Who = keyof typeof PEOPLE;
const EVERYBODY = Object.keys(PEOPLE) as Who[];

const MAY: Readonly<Record<Role, readonly Who[]>> = {
  anyone: EVERYBODY,
  requester: ['the requester', 'a requester in the team'],
  reporter: ['who reported it for them'],
  watcher: ['who reported it for them', 'a watcher'],
  agent: ['a requester in the team', 'the owner', 'a colleague of the team'],
  assignee: ['the owner'],
  approver: ['somebody who was asked to decide'],
};
const WHY: Readonly<Record<Role, string>> = {
  anyone: 'This is not possible.',
  requester: 'Only the person who asked can do this.',
  reporter: 'Only the person who reported this for somebody else can do it.',
  watcher: 'Only somebody who watches this can do it.',
  agent: 'Only members of the team that works on this can do it.',
  assignee: 'Only the person who has taken this can do it.',
  approver: 'Only somebody who decides about this can do it, and nobody decides about their own request.',
};
const ROLES = Object.keys(MAY) as Role[];
const CELLS = ROLES.flatMap((role) => EVERYBODY.map((who) => ({ role, who, may: MAY[role].includes(who) })));

test.each(CELLS.filter(({ may }) => may))('$who may do what takes $role', ({ role, who }) => {
  expect(authorize(PEOPLE[who], [role], relation)).toEqual({ allowed: true });
});

test.each(CELLS.filter(({ may }) => !may))('$who may not do what takes $role, and is told why', ({ role, who }) => {
  expect(authorize(PEOPLE[who], [role], relation)).toEqual({ allowed: false, why: WHY[role] });
});

describe.each(CELLS)('$who, where it takes $role', ({ role, who }) => {
  test('may do nothing after leaving', () => {
    const { person, teamIds } = PEOPLE[who];
    expect(authorize(actor(person.id, teamIds, 'left'), [role], relation)).toEqual({
      allowed: false,
      why: 'Your account is not active, so I cannot do this for you.',
    });
  });

  test('may do only what anyone may when there is no subject', () => {
    const verdict = authorize(PEOPLE[who], [role], undefined);
    expect(verdict).toEqual(role === 'anyone' ? { allowed: true } : { allowed: false, why: 'I cannot find what this button belongs to.' });
  });
});

describe('several roles', () => {
  test('one of them is enough', () => {
    expect(authorize(PEOPLE['the requester'], ['assignee', 'requester'], relation)).toEqual({ allowed: true });
  });

  test('when none fits, the first says why', () => {
    expect(authorize(PEOPLE['a bystander'], ['assignee', 'requester'], relation)).toEqual({ allowed: false, why: WHY.assignee });
  });

  test('no role at all lets nobody in', () => {
    for (const who of EVERYBODY) expect(authorize(PEOPLE[who], [], relation)).toEqual({ allowed: false, why: 'This is not possible.' });
  });

  test('nobody is the owner of what nobody has taken', () => {
    for (const who of EVERYBODY) expect(authorize(PEOPLE[who], ['assignee'], { ...relation, assigneeId: null }).allowed).toBe(false);
  });
});
