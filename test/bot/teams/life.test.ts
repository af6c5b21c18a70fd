import { afterEach, beforeEach, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { checkColleague, checkCompany, checkMatters, checkPrivacy, knowEachOther } from '#test/support/life-story.ts';
import { checkKnownAnswer, checkOffers, checkSnooze, checkWave, workDayAndNight } from '#test/support/patience-story.ts';
import { createTeamsStage } from '#test/support/teams-stage.ts';

let on: Awaited<ReturnType<typeof createTeamsStage>>;
beforeEach(async () => {
  on = await createTeamsStage();
  await knowEachOther(on.stage);
});
afterEach(async () => await on.stop());

test('a fault is reported for a colleague', async () => {
  await checkColleague(on.stage);
  proves('teams', 'report-for-another');
});

test('colleagues are kept informed, and agents watch', async () => {
  await checkCompany(on.stage);
  proves('teams', 'keep-informed', 'watch');
});

test('what is about two things is split, and what belongs together is linked, also after it was closed', async () => {
  await checkMatters(on.stage);
  proves('teams', 'split', 'link', 'reopen-closed');
});

test('what is confidential stays out of the channel', async () => {
  await checkPrivacy(on.stage);
  proves('teams', 'private-request');
});

test('what is known is offered; what nobody takes or writes about is asked for, and snoozed, and its time explained', async () => {
  await workDayAndNight(on.stage);
  await checkKnownAnswer(on.stage);
  await checkOffers(on.stage);
  await checkSnooze(on.stage);
  proves('teams', 'known-answers', 'offered', 'still-on-it', 'snooze', 'why-this-time', 'status');
});

test('of many reports of one fault one stands for all', async () => {
  await checkWave(on.stage);
  proves('teams', 'wave');
});
