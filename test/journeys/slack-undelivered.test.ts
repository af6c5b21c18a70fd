import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createSlackDesk, DEVICES } from '#test/support/slack-desk.ts';

async function start() {
  const desk = await createSlackDesk();
  onTestFinished(desk.stop);
  const report = async () => {
    const maria = desk.workspace.as('UMARIA');
    await maria.say(maria.dm, 'my laptop does not start and I cannot work');
    await desk.settle();
  };
  return { ...desk, report };
}

test('a team’s channel in Slack is archived: its lead hears of it in a direct message, once, and the requester sees their ticket all the same', async () => {
  const { workspace, report, slack, settle } = await start();
  const [maria, sam, priya] = [workspace.as('UMARIA'), workspace.as('USAM'), workspace.as('UPRIYA')];
  // Where somebody was last is where they are told.
  for (const agent of [sam, priya]) await agent.say(agent.dm, 'hello');
  await settle();
  await workspace.archive(DEVICES, 'USAM');
  await report();
  const told = () => sam.sees(sam.dm).filter(({ text }) => text.includes('does not take my messages any more'));
  expect(told().map(({ text }) => text)).toEqual([
    expect.stringContaining(`The channel of Devices (${DEVICES}) does not take my messages any more: it is archived.`),
  ]);
  expect(priya.sees(priya.dm).map(({ text }) => text)).not.toContainEqual(expect.stringContaining('does not take my messages'));
  expect(maria.sees(maria.dm).at(-1)?.fallback).toMatch(/^T-1001/);
  await maria.say(maria.dm, 'my monitor flickers and I cannot work');
  await settle();
  expect(maria.sees(maria.dm).at(-1)?.fallback).toMatch(/^T-1002/);
  expect(told()).toHaveLength(1);
  expect(slack.failures).toEqual([]);
  expect(slack.violations).toEqual([]);
  proves('slack', 'undelivered');
});

test('a requester’s account in Slack is switched off: their agent reads it in the ticket’s thread', async () => {
  const { workspace, report, slack, settle, database } = await start();
  await report();
  const sam = workspace.as('USAM');
  const [card] = sam.sees(DEVICES);
  await workspace.changeUser('UMARIA', { deleted: true });
  // Slack refuses to write to such an account.
  slack.fault({ method: 'chat.update', channel: workspace.as('UMARIA').dm, error: 'user_disabled', times: 10 });
  await sam.press({ channel: DEVICES, ts: card?.ts ?? '' }, 'Claim');
  await settle();
  expect(sam.sees(DEVICES, card?.ts).map(({ text }) => text)).toContain(
    'I cannot reach Maria Lindqvist in chat: their account in Slack is switched off. Please use another way, such as a call.',
  );
  expect(await database.db.execute(sql`select kind, state from outbox where last_error like '%user_disabled%'`)).toEqual([{ kind: 'card', state: 'dead' }]);
  expect(slack.violations).toEqual([]);
});

test('Slack took the token back: what cannot be told to anybody ends, and is kept', async () => {
  const { workspace, report, settle, database } = await start();
  await report();
  const sam = workspace.as('USAM');
  const [card] = sam.sees(DEVICES);
  await sam.press({ channel: DEVICES, ts: card?.ts ?? '' }, 'Claim');
  await workspace.revoke(workspace.botToken);
  await settle();
  const rows = await database.db.execute(sql`select kind, state from outbox where last_error like '%token_revoked%' order by seq`);
  expect(rows.length).toBeGreaterThanOrEqual(3);
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['dead']));
  expect(await database.db.execute(sql`select 1 from outbox where state = 'ready' and kind <> 'timer'`)).toEqual([]);
});
