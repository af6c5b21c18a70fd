import { onTestFinished, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { checkLine, checkSeat, stockOneSeat } from '#test/support/license-story.ts';
import { createTeamsStage } from '#test/support/teams-stage.ts';

test('a license is asked for, approved, given and given back; whoever finds no seat waits in line', async () => {
  const { stage, stop } = await createTeamsStage();
  onTestFinished(stop);
  const stocked = await stockOneSeat(stage);
  await checkSeat(stage);
  proves('teams', 'license', 'give-back');
  await checkLine(stage, stocked);
  proves('teams', 'license-line');
});
