import { proves } from '#test/parity/proves.ts';
import { expect, test } from 'vitest';
import { DEVICES, GENERAL } from '#test/support/slack-desk.ts';
import { pdf, png, setOut, SHOT } from '#test/support/slack-files.ts';

test('a screenshot with the report, one with an answer, and a PDF back: each comes after its words', async () => {
  const { maria, sam, say, press, share, last, reads, putUp, message, isFlawless } = await setOut();

  // Her words are asked about first; the picture is still there when the ticket is.
  await share(maria, maria.dm, 'my laptop does not start', [SHOT]);
  expect(putUp()).toEqual([]);
  await press(maria, maria.dm, 'I cannot work');
  const card = last(sam, DEVICES);
  expect(card.text).toContain('Attachments');
  expect(card.text).toContain('screenshot.png');
  expect(reads(sam, DEVICES, card.ts).slice(1)).toEqual(['screenshot.png']);
  expect(last(sam, DEVICES, card.ts).text).toBe('From Maria Lindqvist');

  await say(sam, DEVICES, 'Is there a message?', card.ts);
  await share(maria, maria.dm, 'this one', [png('first.png', 'one'), png('second.png', 'two')]);
  await say(maria, maria.dm, 'and then it is dark');
  expect(reads(sam, DEVICES, card.ts).slice(-4)).toEqual(['this one', 'first.png', 'second.png', 'and then it is dark']);

  await share(sam, DEVICES, 'Do what it says here', [pdf], card.ts);
  await say(sam, DEVICES, 'Then tell me', card.ts);
  expect(reads(maria, maria.dm).slice(-3)).toEqual(['Do what it says here', 'guide.pdf', 'Then tell me']);

  // Bytes arrive as they were, and nothing comes back to where it was said.
  expect(putUp().map(({ name, data }) => [name, data.toString()])).toEqual([
    ['screenshot.png', 'pixels'],
    ['first.png', 'one'],
    ['second.png', 'two'],
    ['guide.pdf', '%PDF'],
  ]);
  expect(message(sam, DEVICES, card.ts).text).toContain('screenshot.png, first.png, second.png (and 1 more)');
  isFlawless();
  proves('slack', 'files-in', 'files-out');
});

test('pictures without words: before the report, while something is asked, and in the talk', async () => {
  const { maria, sam, say, share, last, reads, isFlawless } = await setOut();
  await share(maria, maria.dm, '', [png('before.png')]);
  expect(last(maria, maria.dm).text).toContain('Tell me in a few words what it is about');
  await say(maria, maria.dm, 'my laptop does not start');
  await share(maria, maria.dm, '', [png('between.png')]);
  expect(reads(maria, maria.dm).some((text) => text.includes('Thank you, that goes with it.'))).toBe(true);
  await share(maria, maria.dm, 'I cannot work', [png('with the answer.png')]);
  const { ts } = last(sam, DEVICES);
  expect(reads(sam, DEVICES, ts).slice(1)).toEqual(['before.png', 'between.png', 'with the answer.png']);

  await share(sam, DEVICES, '', [pdf], ts);
  expect(reads(maria, maria.dm).slice(-2)).toEqual(['📎 guide.pdf', 'guide.pdf']);
  await share(maria, maria.dm, '', [png('after.png')]);
  expect(reads(sam, DEVICES, ts).slice(-2)).toEqual(['📎 after.png', 'after.png']);
  isFlawless();
});

test('a picture that came with a request, and what was answered before it was made, both hang under its card', async () => {
  const { maria, sam, say, share, last, reads, isFlawless } = await setOut();
  await share(maria, maria.dm, 'I need a second monitor', [SHOT]);
  await say(maria, maria.dm, 'I compare long tables all day');
  const said = reads(sam, DEVICES, last(sam, DEVICES).ts).slice(1);
  const asked = 'I have asked Tom Becker for approval: New equipment: monitor';
  expect(said).toEqual(['screenshot.png', expect.stringContaining('I compare long tables all day'), asked]);
  isFlawless();
});

test('what is dropped takes its pictures along: they are on no later request', async () => {
  const { maria, sam, say, press, share, last, reads, isFlawless } = await setOut();
  await share(maria, maria.dm, 'my laptop does not start', [SHOT]);
  await say(maria, maria.dm, 'never mind');
  await say(maria, maria.dm, 'my laptop battery is empty after ten minutes');
  await press(maria, maria.dm, 'I cannot work');
  const { ts } = last(sam, DEVICES);
  expect(reads(sam, DEVICES, ts)).toHaveLength(1);
  isFlawless();
});

test.each(['note: look at this', '!note look at this'])('a picture with “%s” stays in the team, and is listed for it', async (words) => {
  const { maria, sam, share, talking, putUp, message, isFlawless } = await setOut();
  const ts = await talking();
  await share(sam, DEVICES, words, [png('secret.png')], ts);
  expect(putUp()).toEqual([]);
  expect(JSON.stringify(maria.sees(maria.dm))).not.toContain('secret.png');
  expect(message(sam, DEVICES, ts).text).toContain('secret.png');
  isFlawless();
});

test('a question by command takes its picture along; other commands leave it and say so', async () => {
  const { maria, sam, press, share, talking, reads, putUp, isFlawless } = await setOut();
  const ts = await talking();
  await press(sam, DEVICES, 'Claim');
  await share(sam, DEVICES, '!ask Does it look like this?', [SHOT], ts);
  expect(reads(maria, maria.dm).slice(-2)).toEqual(['Does it look like this?', 'screenshot.png']);
  await share(sam, DEVICES, '!p1', [pdf], ts);
  expect(putUp()).toHaveLength(1);
  expect(
    sam
      .sees(DEVICES, ts)
      .filter(({ isEphemeral }) => isEphemeral)
      .map(({ text }) => text),
  ).toContainEqual(expect.stringContaining('The files stay here'));
  isFlawless();
});

test('still broken, with a picture: the request is open again, and the picture is in the thread', async () => {
  const { maria, sam, fill, share, talking, reads, isFlawless } = await setOut();
  const ts = await talking();
  await fill(sam, DEVICES, 'Resolve', { code: 'fixed', summary: 'New battery' });
  await share(maria, maria.dm, 'it is still not fixed', [SHOT]);
  expect(reads(sam, DEVICES, ts).slice(-3)).toEqual(['It is not fixed: it is still not fixed', '📎 screenshot.png', 'screenshot.png']);
  isFlawless();
});

test('a picture on a message of which a ticket is made comes along, by reaction and by shortcut', async () => {
  const { desk, maria, sam, share, last, reads, isFlawless } = await setOut();
  desk.workspace.state.channels.get(GENERAL)?.members.add(desk.workspace.state.botUserId);
  const first = await share(maria, GENERAL, 'my laptop does not start', [SHOT]);
  await sam.react(GENERAL, first, 'ticket');
  await desk.settle();
  expect(reads(sam, DEVICES, last(sam, DEVICES).ts).slice(1)).toEqual(['screenshot.png']);

  const second = await share(sam, GENERAL, 'my laptop gets hot', [png('heat.png'), png('fan.png')]);
  await sam.messageShortcut('ticket_from_message', GENERAL, second);
  await sam.submit({ urgency: 'blocked' });
  await desk.settle();
  expect(reads(sam, DEVICES, last(sam, DEVICES).ts).slice(1)).toEqual(['heat.png', 'fan.png']);
  isFlawless();
});

test('a team that a ticket is passed on to gets its pictures, but not those of notes', async () => {
  const { desk, sam, maria, share, say, talking, isFlawless } = await setOut();
  const ts = await talking();
  await share(maria, maria.dm, 'this one', [SHOT]);
  await share(sam, DEVICES, 'note: between us', [png('note.png')], ts);
  await desk.database.sql`update team_channels set platform = 'slack', workspace = 'T0EXAMPLE', room = ${GENERAL} where room = 'service-desk'`;
  desk.workspace.state.channels.get(GENERAL)?.members.add(desk.workspace.state.botUserId);
  await say(sam, DEVICES, '!escalate Service Desk it is the dock', ts);
  const card = sam.sees(GENERAL).find(({ text }) => text.includes('T-1001'));
  expect(sam.sees(GENERAL, card?.ts ?? '').flatMap(({ files }) => files)).toEqual(['screenshot.png']);
  isFlawless();
});

test('somebody in the browser reads that there is a file, and that it cannot be brought there', async () => {
  const { desk, maria, share, say, press } = await setOut();
  await desk.database.sql`update team_channels set platform = 'browser', workspace = 'local', room = 'devices' where room = ${DEVICES}`;
  await share(maria, maria.dm, 'my laptop does not start', [SHOT]);
  await press(maria, maria.dm, 'I cannot work');
  await say(maria, maria.dm, 'thanks');
  const rows = await desk.database.sql<{ text: string; thread_id: string | null }[]>`select text, thread_id from browser_messages where room = 'devices'`;
  const line = '📎 Maria Lindqvist attached screenshot.png (1 KB). I cannot bring files here; it stays where it was shared.';
  expect(rows.filter(({ thread_id: thread }) => thread !== null).map(({ text }) => text)).toContain(line);
  expect(desk.slack.calls.filter(({ method }) => method.startsWith('files.'))).toEqual([]);
});

test('what the desk has put up itself is nobody’s message, also when Slack does not say that a program did', async () => {
  const { desk, talking, isFlawless } = await setOut();
  const ts = await talking();
  const before = desk.slack.calls.length;
  const said = { type: 'message', subtype: 'file_share', user: desk.workspace.state.botUserId, channel: DEVICES, channel_type: 'group', text: 'From Maria' };
  const event = { ...said, ts: '1700000000.000100', event_ts: '1700000000.000100', thread_ts: ts, files: [{ id: 'F1', name: 'a.png' }] };
  const { id: team, app } = desk.workspace.state;
  const body = { type: 'event_callback', event_id: 'Ev0OWN', event_time: 1_700_000_000, team_id: team, api_app_id: app.id, event };
  expect((await desk.slack.post(desk.url, JSON.stringify({ ...body, authorizations: [] }))).status).toBe(200);
  await desk.settle();
  expect(desk.slack.calls.slice(before)).toEqual([]);
  isFlawless();
});
