import { expect, test } from 'vitest';
import { toPng, toSvg } from '#lib/chart/draw.ts';
import type { IntentHandler } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { newToken } from '#lib/ids.ts';
import { DEVICES, WORKSPACE } from '#test/support/slack-desk.ts';
import { setOut } from '#test/support/slack-files.ts';
import { runAll, waitIsOver, workerThatGreets } from '../../worker/helpers.ts';
import { CSV, LATER, SUMMARY, WEEK } from '#test/support/charts.ts';

const CHANNEL = { platform: 'slack', workspace: WORKSPACE, room: DEVICES };
const { signal } = new AbortController();
const { attachment: _, ...PICTURE_ONLY } = SUMMARY;

/** The small company in Slack, of which Sam sees what the desk posts. */
async function setTheScene() {
  const scene = await setOut();
  const { desk, sam } = scene;
  return {
    ...scene,
    send: async (key = newToken(), post = SUMMARY) => await desk.frontEnd.send(CHANNEL, post, key, signal),
    pictureIn: (ts: string) =>
      sam
        .sees(DEVICES)
        .find((message) => message.ts === ts)
        ?.blocks.find(({ type }) => type === 'image'),
    calls: (method: string) => desk.slack.calls.filter((call) => call.method === method).length,
  };
}

test('a picture stands in the card with its words, and the file just before it, as it was', async () => {
  const { send, sam, pictureIn, putUp, isFlawless } = await setTheScene();
  const ts = await send();
  const [file, card] = sam.sees(DEVICES);
  expect(file).toMatchObject({ files: ['Geräte week 47.csv'], text: 'Devices, 16 to 22 November' });
  expect(card).toMatchObject({ ts, fallback: SUMMARY.text, buttons: ['Report a problem'] });
  const [picture, csv] = putUp();
  expect(pictureIn(ts)).toMatchObject({ type: 'image', alt_text: WEEK.alt, slack_file: { id: picture?.id } });
  expect(picture?.data.equals(toPng(toSvg(WEEK, 'light')))).toBe(true);
  expect(csv?.data.equals(Buffer.from(CSV))).toBe(true);
  isFlawless();
});

test('the picture is put up once, however often the card is redrawn, and the file is not sent again', async () => {
  const { send, desk, sam, pictureIn, putUp, isFlawless } = await setTheScene();
  const ts = await send();
  const before = pictureIn(ts)?.['slack_file'];
  await desk.frontEnd.update(CHANNEL, ts, LATER, signal);
  await desk.frontEnd.update(CHANNEL, ts, { ...LATER, text: 'once more' }, signal);
  await send(newToken(), PICTURE_ONLY);
  expect(pictureIn(ts)).toMatchObject({ type: 'image', slack_file: before });
  expect(sam.sees(DEVICES).find((message) => message.ts === ts)?.text).toContain('as it is now');
  expect(putUp()).toHaveLength(2);
  expect(sam.sees(DEVICES)).toHaveLength(3);
  isFlawless();
});

test('it hangs in the thread, and in somebody’s direct messages, with its file', async () => {
  const { send, desk, sam, isFlawless } = await setTheScene();
  const root = await send(newToken(), { text: 'root' });
  await desk.frontEnd.send({ ...CHANNEL, thread: root }, SUMMARY, newToken(), signal);
  expect(sam.sees(DEVICES, root).map(({ files }) => files.length)).toEqual([0, 1, 0]);
  await desk.frontEnd.send(await desk.frontEnd.direct(WORKSPACE, 'USAM'), SUMMARY, newToken(), signal);
  expect(sam.sees(sam.dm).map(({ files }) => files.length)).toEqual([1, 0]);
  isFlawless();
});

test.each(['files.getUploadURLExternal', 'files.completeUploadExternal', 'chat.postMessage'])(
  'a crash around %s puts neither the file nor the card there twice',
  async (method) => {
    const { send, desk, sam, pictureIn, isFlawless } = await setTheScene();
    const key = newToken();
    // The second upload is that of the file.
    desk.slack.fault({ method, times: method.startsWith('files.') ? 2 : 1, dropAnswer: true });
    let ts: string | undefined;
    for (let tries = 0; ts === undefined && tries < 5; tries += 1)
      ts = (await desk.frontEnd.find(CHANNEL, key, signal)) ?? (await send(key).catch(() => undefined));
    expect(sam.sees(DEVICES).map(({ files }) => files.length)).toEqual([1, 0]);
    expect(pictureIn(ts ?? '')).toMatchObject({ alt_text: WEEK.alt });
    isFlawless();
  },
);

test.each(['files.getUploadURLExternal', 'files.completeUploadExternal', 'chat.postMessage'])(
  'what the desk says comes once, with its picture and its file, whatever of %s breaks off',
  async (method) => {
    const { desk, maria, sam, isFlawless } = await setTheScene();
    desk.slack.fault({ method, status: 502 });
    desk.slack.fault({ method, times: 2, dropAnswer: true });
    const said: IntentHandler<Tx>['run'] = async (context) => await Promise.resolve(context.say({ to: 'here' }, SUMMARY));
    const worker = workerThatGreets(desk, said);
    await maria.say(maria.dm, 'hello');
    await desk.slack.settled();
    for (let round = 0; round < 8; round += 1) {
      await waitIsOver(worker);
      await runAll(worker);
    }
    const shown = maria.sees(maria.dm).slice(1);
    expect(shown.map(({ files, buttons }) => [files.length, buttons.length])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(shown[1]?.blocks.filter(({ type }) => type === 'image')).toHaveLength(1);
    expect(sam.sees(DEVICES)).toEqual([]);
    isFlawless();
  },
);

test('without the permission to put files up, the words stand for the picture, and the card says that the file is missing', async () => {
  const { send, desk, sam, pictureIn, putUp } = await setTheScene();
  desk.workspace.state.scopes.delete('files:write');
  const ts = await send();
  const [card, ...others] = sam.sees(DEVICES);
  expect(card?.text).toContain(WEEK.alt);
  expect(card?.text).toContain('📎 Geräte week 47.csv could not be put up here');
  expect([others, putUp(), pictureIn(ts)]).toEqual([[], [], undefined]);
  // Once it is given, the next change shows the picture.
  desk.workspace.state.scopes.add('files:write');
  await desk.frontEnd.update(CHANNEL, ts, LATER, signal);
  expect(pictureIn(ts)).toMatchObject({ alt_text: WEEK.alt });
});

test('when Slack asks to wait with an upload, nothing is posted, and it says for how long', async () => {
  const { send, desk, sam } = await setTheScene();
  desk.slack.fault({ method: 'files.getUploadURLExternal', status: 429, retryAfter: 30 });
  await expect(send()).rejects.toMatchObject({ outcome: 'not_done', retryAfterSeconds: 30 });
  expect(sam.sees(DEVICES)).toEqual([]);
});

test('a picture that Slack has not looked at yet is given a moment, without being put up again', async () => {
  const { send, desk, sam, putUp, pictureIn, isFlawless } = await setTheScene();
  desk.slack.fault({ method: 'chat.postMessage', error: 'invalid_blocks' });
  const key = newToken();
  await expect(send(key)).rejects.toMatchObject({ outcome: 'not_done', lasting: false, retryAfterSeconds: 2 });
  const ts = await send(key);
  expect(pictureIn(ts)).toMatchObject({ type: 'image' });
  expect([putUp().length, sam.sees(DEVICES).length]).toEqual([2, 2]);
  isFlawless();
});

test('a picture that somebody deleted gives way to its words, and is put up anew the next time', async () => {
  const { send, desk, sam, pictureIn } = await setTheScene();
  const ts = await send(newToken(), PICTURE_ONLY);
  desk.workspace.state.files.clear();
  desk.clock.advance(120_000);
  await desk.frontEnd.update(CHANNEL, ts, LATER, signal);
  expect(pictureIn(ts)).toBeUndefined();
  expect(sam.sees(DEVICES)[0]?.text).toContain(WEEK.alt);
  await desk.frontEnd.update(CHANNEL, ts, LATER, signal);
  expect(pictureIn(ts)).toMatchObject({ alt_text: WEEK.alt });
});

test('what one person alone sees has the picture, and says of the file where to ask for it', async () => {
  const { desk, sam, priya, putUp, isFlawless } = await setTheScene();
  await desk.frontEnd.send({ ...CHANNEL, onlyFor: 'USAM' }, SUMMARY, newToken(), signal);
  expect(sam.sees(DEVICES)[0]?.text).toContain('cannot be shown to one person only');
  expect([priya.sees(DEVICES), putUp().length]).toEqual([[], 1]);
  isFlawless();
});
