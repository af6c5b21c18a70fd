import { expect, onTestFinished, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { inTeams } from '#test/support/teams-people.ts';

test('a fault report in Teams: told in words, claimed, answered in the thread, resolved, reopened and rated', async () => {
  const desk = await createTeamsDesk();
  onTestFinished(desk.stop);
  const { devices } = desk;
  const { maria, sam, priya, press, say, fill, last, message, failures } = inTeams(desk);

  // She says what is wrong; she is asked for what is missing; one card stays.
  await say(maria, maria.dm, 'my laptop does not start');
  expect(last(maria, maria.dm).text).toContain('How much does it stop you?');
  await press(maria, maria.dm, 'I cannot work');
  const card = last(maria, maria.dm);
  expect(card.notice).toMatch(/^T-1001 · My laptop does not start: Sent to Devices/);

  // The team sees it; the first press has it; the second is told who was first, and only they see that.
  const triage = last(sam, devices);
  expect(triage.text).toContain('Maria Lindqvist');
  await sam.press(devices, triage.id, 'Claim');
  await priya.press(devices, triage.id, 'Claim');
  await desk.settle();
  expect([sam.notes, priya.notes]).toEqual([[expect.any(String)], [expect.any(String)]]);
  expect(last(priya, priya.dm).text).toContain('Sam Okafor has taken T-1001 already');
  expect([sam.sees(sam.dm), sam.sees(devices)]).toEqual([[], [expect.objectContaining({ id: triage.id })]]);
  expect(message(maria, maria.dm, card.id).text).toContain('Sam Okafor is working on it');

  // They talk: from the thread to her and back, under their names; a note stays inside the team.
  await say(sam, devices, 'Does *any* light come on?', { thread: triage.id });
  const asked = last(maria, maria.dm);
  expect(asked.author).toContain('Sam Okafor');
  expect(asked.text).toContain('Does *any* light come on?');
  await say(maria, maria.dm, 'no, nothing at all');
  const answered = last(sam, devices, triage.id);
  expect(answered.author).toContain('Maria Lindqvist');
  expect(answered.text).toContain('no, nothing at all');
  await say(sam, devices, 'note: third one of this batch', { thread: triage.id });
  expect(JSON.stringify(maria.sees(maria.dm))).not.toContain('third one of this batch');

  // The agent asks; the ticket waits; the answer lets it go on.
  await fill(sam, devices, 'Ask the requester', { 'Your question': 'Can you come by at two?' });
  expect(message(maria, maria.dm, card.id).text).toContain('Sam Okafor needs an answer from you');
  await say(maria, maria.dm, 'yes, two is fine');
  expect(message(maria, maria.dm, card.id).text).toContain('Sam Okafor is working on it');

  // Resolved, not fixed, resolved again, rated.
  await fill(sam, devices, 'Resolve', { code: 'fixed', summary: 'New battery' });
  expect(last(maria, maria.dm).text).toContain('New battery');
  await fill(maria, maria.dm, 'It is not fixed', { reason: 'It died again' });
  expect(last(sam, devices, triage.id).text).toContain('It died again');
  await fill(sam, devices, 'Resolve', { code: 'fixed', summary: 'New mainboard' });
  await press(maria, maria.dm, '★★★★★');
  expect(message(sam, devices, triage.id).text).toContain('★★★★★');

  expect(failures).toEqual([]);
  proves('teams', 'report-in-words', 'one-card', 'triage-card', 'claim-by-button', 'second-claim-told');
  proves('teams', 'reply-in-thread', 'answer-agent', 'private-note', 'names', 'ask', 'resolve', 'reopen', 'rate');
});
