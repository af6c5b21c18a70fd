import { expect, onTestFinished, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createSlackStage } from '#test/support/slack-stage.ts';
import { checkSummary } from '#test/support/summary-story.ts';

test('a lead subscribes by a sentence, gets it at the hour, asks how it is computed, and stops it', async () => {
  const { stage, stop } = await createSlackStage();
  onTestFinished(stop);
  await checkSummary(stage);
  expect(stage.sam.sees(stage.sam.dm).flatMap(({ files }) => files)).toEqual([expect.stringMatching(/^deskside-summary-.*\.csv$/)]);
  proves('slack', 'summary', 'summary-charts', 'summary-file', 'summary-on-request');
});
