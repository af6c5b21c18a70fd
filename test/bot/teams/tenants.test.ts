import { expect, onTestFinished, test } from 'vitest';
import { MARIA } from '#test/support/company.ts';
import { proves } from '#test/parity/proves.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { inTeams } from '#test/support/teams-people.ts';
import { personIn } from '#test/support/teams/person.ts';

test('two tenants of one company: the same person is the same in both, and each is answered where they wrote', async () => {
  const desk = await createTeamsDesk({ others: ['Second'] });
  onTestFinished(desk.stop);
  const [second] = desk.further;
  if (!second) throw new Error('There is no second tenant.');
  second.addUser({ key: 'maria', name: 'Maria Lindqvist', email: MARIA });
  const { maria, say, press, last, failures } = inTeams(desk);
  const there = personIn(desk.fake, second, 'maria', failures);
  await say(maria, maria.dm, 'my laptop does not start');
  await press(maria, maria.dm, 'I cannot work');
  await say(there, there.dm, 'how is my ticket going?');
  expect(last(there, there.dm).text).toContain('T-1001');
  expect(await desk.database.sql`select person_id from identities where platform = 'teams' group by person_id`).toHaveLength(1);
  expect(failures).toEqual([]);
  proves('teams', 'several-workspaces');
});

test('a tenant that is not let in gets no answer, whoever writes there', async () => {
  const desk = await createTeamsDesk();
  onTestFinished(desk.stop);
  const elsewhere = desk.fake.addTenant('Elsewhere');
  elsewhere.addUser({ key: 'maria', name: 'Maria Lindqvist', email: MARIA });
  const failures: string[] = [];
  const there = personIn(desk.fake, elsewhere, 'maria', failures);
  await there.say(there.dm, 'my laptop does not start');
  await there.extend(elsewhere.personal('maria').id);
  await desk.settle();
  expect(there.sees(there.dm)).toHaveLength(1);
  expect(failures).toEqual(['Maria Lindqvist: composeExtension/fetchTask failed (status 403)']);
  expect(await desk.database.sql`select 1 from inbox`).toHaveLength(0);
});
