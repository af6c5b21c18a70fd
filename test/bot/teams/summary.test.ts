import { onTestFinished, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createTeamsStage } from '#test/support/teams-stage.ts';
import { checkSummary } from '#test/support/summary-story.ts';

test('a lead subscribes by a sentence, gets it at the hour, asks how it is computed, and stops it', async () => {
  const { stage, stop } = await createTeamsStage();
  onTestFinished(stop);
  await checkSummary(stage);
  proves('teams', 'summary');
});
