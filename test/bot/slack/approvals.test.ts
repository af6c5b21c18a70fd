import { afterEach, beforeEach, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { checkAgentAsks, checkApprove, checkAway, checkCrossing, checkDecline, checkHandOn, checkReminder, wantMonitor } from '#test/support/approval-story.ts';
import { createSlackStage } from '#test/support/slack-stage.ts';

let on: Awaited<ReturnType<typeof createSlackStage>>;
beforeEach(async () => {
  on = await createSlackStage();
  await wantMonitor(on.stage);
});
afterEach(async () => await on.stop());

test('a manager is asked in their direct messages and approves with one press, which both sides see', async () => {
  await checkApprove(on.stage);
  proves('slack', 'approve');
});

test('a manager declines in a modal, not without a reason, which the requester and the team read', async () => {
  await checkDecline(on.stage);
  proves('slack', 'decline');
});

test('of two who decide at once one is first; the other is told, and keeps what they wrote', async () => {
  await checkCrossing(on.stage);
});

test('a question is handed to somebody else, who reads in whose place they decide', async () => {
  await checkHandOn(on.stage);
  proves('slack', 'hand-on');
});

test('whoever is away says who decides, and what waits goes there when their first day begins', async () => {
  await checkAway(on.stage);
  proves('slack', 'away');
});

test('a manager who does not answer is reminded after a day, and the one above is asked after three', async () => {
  await checkReminder(on.stage);
  proves('slack', 'approval-reminded');
});

test('an agent asks somebody about a ticket, and the team reads what becomes of it', async () => {
  await checkAgentAsks(on.stage);
  proves('slack', 'ask-approval');
});
