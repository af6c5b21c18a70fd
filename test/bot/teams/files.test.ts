import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { describeFiles } from '#bot/teams/files.ts';
import type { FileCarrier } from '#core/front-end.ts';
import { newToken } from '#lib/ids.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import type { TeamsActivity } from '#bot/teams/activity.ts';
import { addFile } from '#test/support/teams/tenant.ts';
import { MAX_FILE_BYTES } from '#rules/files.ts';
import { meet, type TeamsDesk } from './meeting.ts';

type Attachment = NonNullable<TeamsActivity['attachments']>[number];

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const { signal } = new AbortController();

let desk: TeamsDesk;
let carrier: FileCarrier;
beforeAll(async () => {
  desk = await createTeamsDesk({ listens: false });
  if (!desk.frontEnd.files) throw new Error('Teams carries no files.');
  carrier = desk.frontEnd.files;
});
afterAll(async () => {
  await desk.stop();
  await desk.database.close();
});

const shared = (kind: 'inline' | 'download', bytes: Buffer, name = 'shot.png'): Attachment =>
  addFile(desk.fake.world, desk.tenant.id, { name, mediaType: 'image/png', bytes, kind });
const described = (...attachments: Attachment[]) => describeFiles(attachments, desk.settings).files ?? [];
const fetched = async (...attachments: Attachment[]) => await carrier.fetch(desk.tenant.id, described(...attachments)[0]?.id ?? '', signal);

describe('what somebody shares', () => {
  test.each(['inline', 'download'] as const)('%s: comes as it was put up; its address is nowhere to be read', async (kind) => {
    const [file] = described(shared(kind, PNG));
    expect(file).toMatchObject({ name: 'shot.png', size: 0 });
    expect(file?.id).toMatch(/^v1\.[\w-]+$/);
    expect(Buffer.from(file?.id ?? '', 'base64url').toString('latin1')).not.toContain('127.0.0.1');
    expect(await carrier.fetch(desk.tenant.id, file?.id ?? '', signal)).toEqual({ name: 'shot.png', bytes: PNG });
  });

  test('the message as HTML, cards, and addresses elsewhere are no files', () => {
    const download = (downloadUrl: string) => ({ contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'x', content: { downloadUrl } });
    expect(
      described(
        { contentType: 'text/html', content: '<p>hello</p>' },
        { contentType: 'application/vnd.microsoft.card.adaptive', content: {} },
        { contentType: 'image/png', contentUrl: 'https://evil.example/a.png', content: undefined },
        { contentType: 'image/png', contentUrl: `${desk.fake.stand.files}/a.png`, content: undefined },
        download('http://169.254.169.254/latest/meta-data'),
        download(`${desk.tenant.serviceUrl}v3/attachments/1/views/original`),
        { content: undefined },
      ),
    ).toEqual([]);
  });

  test('a picture that was pasted has no name: it is given one', () => {
    const { name: _, ...pasted } = shared('inline', PNG);
    expect(described({ ...pasted, contentType: 'image/*', content: undefined })).toMatchObject([{ name: 'picture.png', mediaType: 'image/*' }]);
  });

  test.each([
    ['gone', 404, { outcome: 'not_done', lasting: true }],
    ['in trouble', 502, { outcome: 'not_done', lasting: false }],
    ['too much at once', 429, { outcome: 'not_done', lasting: false, retryAfterSeconds: 1 }],
    ['sent elsewhere', 302, { outcome: 'not_done', lasting: true }],
  ] as const)('%s: nobody saw anything, and it is known whether to try again', async (_, status, known) => {
    desk.fake.fault({ operation: 'file', status });
    await expect(fetched(shared('download', PNG))).rejects.toMatchObject(known);
  });

  test('a connection that breaks is tried again', async () => {
    desk.fake.fault({ operation: 'attachment', cut: true });
    await expect(fetched(shared('inline', PNG))).rejects.toMatchObject({ outcome: 'not_done', lasting: false });
  });

  test('what is too large is not read to its end', async () => {
    await expect(fetched(shared('download', Buffer.alloc(MAX_FILE_BYTES + 1)))).rejects.toMatchObject({ message: 'The file is too large.', lasting: true });
  });

  test('an address that was sealed by somebody else, or changed, is not called', async () => {
    const id = described(shared('inline', PNG))[0]?.id ?? '';
    const before = desk.fake.calls.length;
    for (const forged of ['', 'https://evil.example/', `${id.slice(0, -4)}AAAA`])
      await expect(carrier.fetch(desk.tenant.id, forged, signal)).rejects.toMatchObject({ outcome: 'not_done', lasting: true });
    expect(desk.fake.calls).toHaveLength(before);
  });
});

describe('what is passed on', () => {
  const send = async (name: string, bytes: Buffer, key = newToken()) => {
    const sam = await meet(desk, 'sam');
    return { sam, key, id: await carrier.send(sam.address, { name, bytes: new Uint8Array(bytes), caption: 'From Maria Lindqvist' }, key, signal) };
  };

  test('a small picture is shown with its name and whose it is, and is found by its key', async () => {
    const { sam, key, id } = await send('shot <b>.png', PNG);
    const shown = desk.tenant.sees('sam', sam.address.room).find((seen) => seen.id === id);
    expect(shown).toMatchObject({ text: 'From Maria Lindqvist\nshot <b>.png', notice: 'From Maria Lindqvist: shot <b>.png' });
    expect(JSON.stringify(shown?.activity)).toContain(`data:image/png;base64,${PNG.toString('base64')}`);
    expect(await carrier.find(sam.address, key, signal)).toBe(id);
    expect(await carrier.find(sam.address, newToken(), signal)).toBeUndefined();
  });

  test.each([
    ['report.pdf', Buffer.from('%PDF'), /takes only pictures .* report\.pdf is none/],
    ['not-a-picture.png', Buffer.from('<svg onload=alert(1)>'), /not-a-picture\.png is none/],
    ['large.png', Buffer.concat([PNG, Buffer.alloc(60_000)]), /at most 29 KB .* large\.png is larger/],
  ])('%s cannot be: it says why, and nothing is posted', async (name, bytes, why) => {
    const before = desk.fake.calls.filter(({ operation }) => operation === 'post').length;
    await expect(send(name, bytes)).rejects.toMatchObject({ message: expect.stringMatching(why) as string, outcome: 'not_done', lasting: true });
    expect(desk.fake.calls.filter(({ operation }) => operation === 'post')).toHaveLength(before);
  });

  test('in a personal chat it is offered, under a name that OneDrive takes; what can be fetched for minutes only says so', async () => {
    const sam = await meet(desk, 'sam');
    const [kept] = described(shared('download', Buffer.from('%PDF'), 'con.pdf'));
    const source = { platform: 'teams', workspace: desk.tenant.id, author: 'Maria Lindqvist', id: kept?.id ?? '', name: 'con.pdf', mediaType: '', size: 0 };
    const offer = async (name: string, from: typeof source) =>
      await carrier.send(sam.address, { name, bytes: new Uint8Array(4), caption: 'From Maria Lindqvist', source: from }, newToken(), signal);
    await offer('con.pdf', source);
    await offer('a: "b" | c?.', { ...source, platform: 'slack' });
    const about = 'From Maria Lindqvist. If you accept, I put it into your OneDrive.';
    expect(sam.reads().slice(-2)).toEqual([`_con.pdf\n${about} Please decide soon: I can fetch it for some minutes only.`, `a_ _b_ _ c__\n${about}`]);
  });

  test('the largest that is promised does fit', async () => {
    const { id } = await send('promised.png', Buffer.concat([PNG, Buffer.alloc(29_000 - PNG.length)]));
    expect(id).not.toBe('');
  });

  test('whatever cannot be passed on, both sides are told of by its name', async () => {
    const other = await createTeamsDesk({ listens: false });
    onTestFinished(async () => {
      await other.stop();
      await other.database.close();
    });
    const maria = await meet(other, 'maria');
    const log = addFile(other.fake.world, other.tenant.id, { name: 'crash.log', mediaType: 'text/plain', bytes: Buffer.from('oops'), kind: 'download' });
    await maria.say('my laptop does not start and I cannot work', describeFiles([log], other.settings).files);
    const card = other.tenant.sees('sam', other.devices).at(-1)?.id;
    const told = 'I could not pass on crash.log from Maria Lindqvist.';
    // A file name looks like an address to some clients.
    const thread = other.tenant.sees('sam', other.devices, card).map(({ text }) => text.replaceAll('\u2060', ''));
    expect(thread).toContainEqual(expect.stringContaining(told));
    expect(maria.reads().map((text) => text.replaceAll('\u2060', ''))).toContainEqual(expect.stringContaining(told));
  });
});
