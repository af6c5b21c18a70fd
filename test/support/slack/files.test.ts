import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setStage, type Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(async () => {
  await stage.stop();
});

async function fetchFile(url: string, token?: string): Promise<Response> {
  return await fetch(url, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
}

describe('files', () => {
  test('the app uploads one into a channel, where it is seen and can be read again', async () => {
    const { client, acme, slack } = stage;
    await client.files.uploadV2({ channel_id: 'C1', filename: 'list.csv', title: 'The list', file: Buffer.from('a,b'), initial_comment: 'here it is' });
    expect(acme.as('U1').sees('C1')).toMatchObject([{ text: 'here it is', files: ['list.csv'] }]);
    const [file] = acme.state.files.values();
    const info = await client.files.info({ file: file?.id ?? '' });
    expect(info.file).toMatchObject({ title: 'The list', mimetype: 'text/csv', size: 3 });
    expect(await (await fetchFile(info.file?.url_private ?? '', acme.botToken)).text()).toBe('a,b');
    expect(slack.violations).toEqual([]);
  });

  test('what a person sends is read with the token; without it there is a page to sign in, with status 200', async () => {
    const { client, acme } = stage;
    const maria = acme.as('U1');
    const png = { name: 'screen.png', mimetype: 'image/png', data: Buffer.from([137, 80, 78, 71]) };
    await maria.say(maria.dm, 'my screen', { files: [png] });
    const { messages = [] } = await client.conversations.history({ channel: maria.dm });
    const [file] = messages[0]?.files ?? [];
    expect(messages[0]).toMatchObject({ subtype: 'file_share', text: 'my screen' });
    const url = file?.url_private_download ?? '';
    expect(Buffer.from(await (await fetchFile(url, acme.botToken)).arrayBuffer())).toEqual(png.data);
    const stranger = await fetchFile(url);
    expect([stranger.status, stranger.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  test('files of channels that the bot is not in are none of its business', async () => {
    const { client, acme } = stage;
    await acme.as('U1').say('C2', 'look', { files: [{ name: 'a.txt', mimetype: 'text/plain', data: Buffer.from('x') }] });
    const [file] = acme.state.files.values();
    await expect(client.files.info({ file: file?.id ?? '' })).rejects.toMatchObject({ data: { error: 'file_not_found' } });
  });

  test('what was not uploaded cannot be completed, and what is not there cannot be shown', async () => {
    const { client } = stage;
    const { file_id: id = '' } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
    await expect(client.files.completeUploadExternal({ files: [{ id }] })).rejects.toMatchObject({ data: { error: 'file_not_found' } });
    const blocks = [{ type: 'image' as const, alt_text: 'a screen', slack_file: { id } }];
    await expect(stage.post({ channel: 'C1', text: 'look', blocks })).rejects.toMatchObject({ data: { error: 'invalid_blocks' } });
  });

  test('a message shows pictures of its own workspace, and no other files as pictures', async () => {
    const { client, acme } = stage;
    const putUp = async (filename: string) => {
      const { upload_url: url = '', file_id: id = '' } = await client.files.getUploadURLExternal({ filename, length: 3 });
      await fetch(url, { method: 'POST', body: 'abc' });
      await client.files.completeUploadExternal({ files: [{ id, title: filename }] });
      return [{ type: 'image' as const, alt_text: 'a chart', slack_file: { id } }];
    };
    const picture = await putUp('chart.png');
    const { ts = '' } = await stage.post({ channel: 'C1', text: 'look', blocks: picture });
    expect(acme.as('U1').sees('C1')).toMatchObject([{ ts, blocks: picture }]);
    await expect(client.chat.update({ channel: 'C1', ts, text: 'look', blocks: await putUp('list.csv') })).rejects.toMatchObject({
      data: { error: 'invalid_blocks' },
    });
    const [{ slack_file: file } = { slack_file: { id: '' } }] = picture;
    acme.state.files.delete(file.id);
    await expect(stage.post({ channel: 'C1', text: 'look', blocks: picture })).rejects.toMatchObject({ data: { error: 'invalid_blocks' } });
  });

  test('bytes that are fewer than announced are refused and noted', async () => {
    const { client, slack } = stage;
    const { upload_url: url = '' } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
    expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(400);
    expect(slack.violations).toEqual(['upload: 1 bytes where 3 were announced']);
  });
});
