import { onTestFinished, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { checkLine, checkSeat, stockOneSeat } from '#test/support/license-story.ts';
import { createSlackStage } from '#test/support/slack-stage.ts';

test('a license is asked for, approved, given and given back; whoever finds no seat waits in line', async () => {
  const { stage, stop } = await createSlackStage();
  onTestFinished(stop);
  const stocked = await stockOneSeat(stage);
  await checkSeat(stage);
  proves('slack', 'license', 'give-back');
  await checkLine(stage, stocked);
  proves('slack', 'license-line');
});
