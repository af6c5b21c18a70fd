import { afterEach, beforeEach, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { checkColleague, checkCompany, checkMatters, checkPrivacy, knowEachOther } from '#test/support/life-story.ts';
import { createSlackStage } from '#test/support/slack-stage.ts';

let on: Awaited<ReturnType<typeof createSlackStage>>;
beforeEach(async () => {
  on = await createSlackStage();
  await knowEachOther(on.stage);
});
afterEach(async () => await on.stop());

test('a fault is reported for a colleague', async () => {
  await checkColleague(on.stage);
  proves('slack', 'report-for-another');
});

test('colleagues are kept informed, and agents watch', async () => {
  await checkCompany(on.stage);
  proves('slack', 'keep-informed', 'watch');
});

test('what is about two things is split, and what belongs together is linked, also after it was closed', async () => {
  await checkMatters(on.stage);
  proves('slack', 'split', 'link', 'reopen-closed');
});

test('what is confidential stays out of the channel', async () => {
  await checkPrivacy(on.stage);
  proves('slack', 'private-request');
});
