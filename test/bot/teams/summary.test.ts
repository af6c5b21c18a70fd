import { expect, onTestFinished, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createTeamsStage } from '#test/support/teams-stage.ts';
import { checkSummary } from '#test/support/summary-story.ts';

test('a lead subscribes by a sentence, gets it at the hour, takes its file, asks how it is computed, and stops it', async () => {
  const { stage, people, desk, stop } = await createTeamsStage();
  onTestFinished(stop);
  await checkSummary(stage);
  const { sam, last } = people;
  const [file, ...others] = sam.sees(sam.dm).filter(({ buttons }) => buttons.includes('Accept'));
  expect(others).toEqual([]);
  expect(file?.text).toMatch(/^deskside-summary-.*\.csv\nSummary of Devices, .*\. If you accept, I put it into your OneDrive\.$/s);
  expect(JSON.stringify(sam.sees(sam.dm))).not.toContain('I cannot put it here');
  expect(sam.drive()).toEqual([]);
  const before = last(sam, sam.dm).id;
  await sam.accept(file?.id ?? '');
  await desk.settle();
  const [there] = sam.drive();
  expect(there).toMatchObject({
    name: expect.stringMatching(/^deskside-summary-.*\.csv$/) as string,
    text: expect.stringContaining('Change of what is open') as string,
  });
  // The file stands where the question stood, and nothing is asked any more.
  expect(people.message(sam, sam.dm, file?.id ?? '')).toMatchObject({ text: there?.name, notice: `📎 ${there?.name} is in your OneDrive.`, buttons: [] });
  expect(last(sam, sam.dm).id).toBe(before);
  proves('teams', 'summary', 'summary-charts', 'summary-file', 'summary-on-request');
});
