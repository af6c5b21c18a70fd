import { expect, onTestFinished, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createSlackDesk, DEVICES } from '#test/support/slack-desk.ts';
import { inSlack } from '#test/support/slack-people.ts';

test.each(['http', 'socket'] as const)(
  'a fault report in Slack, by %s: told in words, claimed, answered in the thread, resolved, reopened and rated',
  async (by) => {
    const desk = await createSlackDesk({ by });
    onTestFinished(desk.stop);
    const { maria, sam, priya, press, say, fill, last, message } = inSlack(desk);

    // She says what is wrong; she is asked for what is missing; one card stays.
    await say(maria, maria.dm, 'my laptop does not start');
    expect(last(maria, maria.dm).text).toContain('How much does it stop you?');
    await press(maria, maria.dm, 'I cannot work');
    const card = last(maria, maria.dm);
    expect(card.fallback).toMatch(/^T-1001 · My laptop does not start: Sent to Devices/);

    // The team sees it; the first click has it; the second is told who was first, and only they see that.
    const triage = last(sam, DEVICES);
    expect(triage.text).toContain('Maria Lindqvist');
    await sam.press({ channel: DEVICES, ts: triage.ts }, 'Claim');
    await priya.press({ channel: DEVICES, ts: triage.ts }, 'Claim');
    await desk.settle();
    const told = [sam, priya].flatMap((who) => who.sees(DEVICES).filter(({ isEphemeral }) => isEphemeral));
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('Sam Okafor has taken T-1001 already')]);
    expect(message(maria, maria.dm, card.ts).text).toContain('Sam Okafor is working on it');

    // They talk: from the thread to her and back, under their names and with their pictures; a note stays inside the team.
    await say(sam, DEVICES, 'Does *any* light come on?', triage.ts);
    const asked = last(maria, maria.dm);
    expect([asked.from, asked.text, asked.icon]).toEqual([expect.stringContaining('Sam Okafor'), 'Does *any* light come on?', expect.stringContaining('USAM')]);
    await say(maria, maria.dm, 'no, nothing at all');
    const answered = last(sam, DEVICES, triage.ts);
    expect([answered.from, answered.text, answered.icon]).toEqual([
      expect.stringContaining('Maria Lindqvist'),
      'no, nothing at all',
      expect.stringContaining('UMARIA'),
    ]);
    await say(sam, DEVICES, 'note: third one of this batch', triage.ts);
    expect(JSON.stringify(maria.sees(maria.dm))).not.toContain('third one of this batch');

    // The agent asks; the ticket waits; the answer lets it go on.
    await fill(sam, DEVICES, 'Ask the requester', { 'Your question': 'Can you come by at two?' });
    expect(message(maria, maria.dm, card.ts).text).toContain('Sam Okafor needs an answer from you');
    await say(maria, maria.dm, 'yes, two is fine');
    expect(message(maria, maria.dm, card.ts).text).toContain('Sam Okafor is working on it');

    // Resolved, not fixed, resolved again, rated.
    await fill(sam, DEVICES, 'Resolve', { code: 'fixed', summary: 'New battery' });
    expect(last(maria, maria.dm).text).toContain('New battery');
    await fill(maria, maria.dm, 'It is not fixed', { reason: 'It died again' });
    expect(last(sam, DEVICES, triage.ts).text).toContain('It died again');
    await fill(sam, DEVICES, 'Resolve', { code: 'fixed', summary: 'New mainboard' });
    await press(maria, maria.dm, '★★★★★');
    expect(message(sam, DEVICES, triage.ts).text).toContain('★★★★★');

    expect(desk.slack.failures).toEqual([]);
    proves('slack', 'report-in-words', 'one-card', 'triage-card', 'claim-by-button', 'second-claim-told');
    proves('slack', 'reply-in-thread', 'answer-agent', 'private-note', 'names', 'pictures', 'ask', 'resolve', 'reopen', 'rate');
  },
);
