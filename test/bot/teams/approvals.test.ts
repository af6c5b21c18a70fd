import { afterEach, beforeEach, test, expect } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { checkAgentAsks, checkApprove, checkAway, checkCrossing, checkDecline, checkHandOn, checkReminder, wantMonitor } from '#test/support/approval-story.ts';
import { last, texts } from '#test/support/stage.ts';
import { createTeamsStage } from '#test/support/teams-stage.ts';

let on: Awaited<ReturnType<typeof createTeamsStage>>;
beforeEach(async () => {
  on = await createTeamsStage();
  await wantMonitor(on.stage);
});
afterEach(async () => await on.stop());

test('a manager is asked in their direct messages and approves with one press, which both sides see', async () => {
  await checkApprove(on.stage);
  proves('teams', 'approve');
});

test('an older client approves as well, which sends the press another way', async () => {
  const { tom } = on.stage;
  await on.people.press(tom, tom.dm, 'Approve', { asOld: true });
  expect(texts(on.stage, on.stage.maria)).toContain('Tom Becker has approved T-1001.');
});

test('a manager declines in a dialog, not without a reason, which the requester and the team read', async () => {
  await checkDecline(on.stage);
  proves('teams', 'decline');
});

test('of two who decide at once one is first; the other is told, and keeps what they wrote', async () => {
  await checkCrossing(on.stage);
});

test('a question is handed to somebody else, who reads in whose place they decide', async () => {
  await checkHandOn(on.stage);
  proves('teams', 'hand-on');
});

test('whoever is away says who decides, and what waits goes there when their first day begins, until they end that', async () => {
  await checkAway(on.stage);
  const { tom, say, pressOnly } = on.stage;
  await say(tom, tom.dm, 'home');
  const page = last(on.stage, tom);
  expect(page.all).toContain('Lee Chen decides for you');
  await pressOnly(tom, tom.dm, page.id, 'End this');
  await on.desk.settle();
  expect(last(on.stage, tom).text).toMatch(/^Welcome back/);
  proves('teams', 'away');
});

test('a manager who does not answer is reminded after a day, and the one above is asked after three', async () => {
  await checkReminder(on.stage);
  proves('teams', 'approval-reminded');
});

test('an agent asks somebody about a ticket, and the team reads what becomes of it', async () => {
  await checkAgentAsks(on.stage);
  proves('teams', 'ask-approval');
});
