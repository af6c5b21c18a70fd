import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { DEVICES } from '#test/support/slack-desk.ts';
import { later, png, setOut, SHOT } from '#test/support/slack-files.ts';

const NOT_PASSED_ON = expect.stringContaining('I could not pass on screenshot.png (1 KB) from Maria Lindqvist') as string;

test('a crash between the upload and its record does not put the file up twice', async () => {
  const { desk, maria, share, sam, talking, reads, isFlawless } = await setOut();
  const ts = await talking();
  const fault = desk.slack.fault({ method: 'files.completeUploadExternal', dropAnswer: true });
  await share(maria, maria.dm, 'here', [SHOT]);
  expect(fault.hits()).toBe(1);
  await later(desk);
  expect(reads(sam, DEVICES, ts).slice(-2)).toEqual(['here', 'screenshot.png']);
  isFlawless();
});

test('a call that broke off before Slack had done anything is made again', async () => {
  const { desk, maria, share, sam, talking, reads, isFlawless } = await setOut();
  const ts = await talking();
  desk.slack.fault({ method: 'files.completeUploadExternal', status: 502 });
  await share(maria, maria.dm, 'here', [SHOT]);
  await later(desk);
  expect(reads(sam, DEVICES, ts).slice(-2)).toEqual(['here', 'screenshot.png']);
  isFlawless();
});

test.each(['files.info', 'files.getUploadURLExternal', 'files.completeUploadExternal'])(
  'when Slack puts %s off, the file waits, and what was said after it too',
  async (method) => {
    const { desk, maria, say, share, sam, talking, reads, isFlawless } = await setOut();
    const ts = await talking();
    desk.slack.fault({ method, status: 429, retryAfter: 30 });
    await share(maria, maria.dm, 'here', [SHOT]);
    await say(maria, maria.dm, 'do you see it?');
    expect(reads(sam, DEVICES, ts).at(-1)).toBe('here');
    await later(desk);
    expect(reads(sam, DEVICES, ts).slice(-3)).toEqual(['here', 'screenshot.png', 'do you see it?']);
    isFlawless();
  },
);

/** A foreign host that notes who comes by. */
async function startStranger() {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(`${request.url} ${request.headers.authorization ?? ''}`);
    response.writeHead(200, { 'content-type': 'image/png' }).end('pixels');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return { visits, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test.each([
  ['is kept by another service', { is_external: true, url_private: 'STRANGER/x', url_private_download: undefined }],
  ['is said to be on another host', { url_private_download: 'STRANGER/files-pri/x' }],
  ['is said to be where nothing may be asked', { url_private_download: 'http://169.254.169.254/latest/meta-data' }],
  ['is at an address that sends us on', { url_private_download: 'SLACK/files-pri/T0EXAMPLE-F0/none' }],
  ['is at an address where there is only a page to sign in with', { url_private_download: 'SLACK/signin' }],
  ['has no address', { url_private: undefined, url_private_download: undefined }],
  ['is shorter than it should be', { size: 4 }],
])('a file that %s is named to both sides, and holds nothing up', async (_, said) => {
  const { desk, maria, sam, share, say, talking, reads, putUp, isFlawless } = await setOut();
  const ts = await talking();
  const stranger = await startStranger();
  const slack = new URL(desk.slack.apiUrl).origin;
  const told = Object.entries(said).map(([key, value]) => [key, String(value).replace('SLACK', slack).replace('STRANGER', stranger.origin)]);
  await share(maria, maria.dm, 'here', [{ ...SHOT, said: { ...said, ...Object.fromEntries(told.filter(([, value]) => value?.startsWith('http'))) } }]);
  await say(maria, maria.dm, 'do you see it?');
  expect(reads(sam, DEVICES, ts)).toEqual(expect.arrayContaining(['here', NOT_PASSED_ON, 'do you see it?']));
  expect(reads(maria, maria.dm)).toContainEqual(NOT_PASSED_ON);
  expect([putUp(), stranger.visits]).toEqual([[], []]);
  isFlawless();
});

test('a file that is gone by the time it is passed on, and one that turns out larger than it was said to be', async () => {
  const { desk, maria, sam, say, talking, reads, putUp, isFlawless } = await setOut();
  const ts = await talking();
  const huge = { name: 'screenshot.png', mimetype: 'image/png', data: Buffer.alloc(25_000_001), said: { size: 6 } };
  await maria.say(maria.dm, 'here', { files: [SHOT, huge] });
  const [first = ''] = desk.workspace.state.files.keys();
  desk.workspace.state.files.delete(first);
  await desk.settle();
  await say(maria, maria.dm, 'do you see it?');
  expect(reads(sam, DEVICES, ts)).toEqual(expect.arrayContaining(['here', NOT_PASSED_ON, NOT_PASSED_ON, 'do you see it?']));
  expect(putUp()).toEqual([]);
  isFlawless();
});

test('a file of which Slack first says no more than that it is there', async () => {
  const { desk, maria, sam, talking, reads, isFlawless } = await setOut();
  const ts = await talking();
  const said = { name: undefined, title: undefined, mimetype: undefined, size: undefined, url_private: undefined, file_access: 'check_file_info' };
  await maria.say(maria.dm, 'here', { files: [{ ...SHOT, said }] });
  for (const file of desk.workspace.state.files.values()) file.said = {};
  await desk.settle();
  expect(reads(sam, DEVICES, ts).slice(-2)).toEqual(['here', 'screenshot.png']);
  isFlawless();
});

test('a file host that stays away is let go after some minutes, so that what was said after it arrives', async () => {
  const { desk, maria, sam, say, share, talking, reads, isFlawless } = await setOut();
  const ts = await talking();
  desk.slack.fault({ method: 'files.info', status: 503, times: 100 });
  await share(maria, maria.dm, 'here', [SHOT]);
  await say(maria, maria.dm, 'do you see it?');
  for (let tries = 0; tries < 6; tries += 1) await later(desk);
  expect(reads(sam, DEVICES, ts).slice(-3)).toEqual(expect.arrayContaining([NOT_PASSED_ON, 'do you see it?']));
  isFlawless();
});

test('too large and too many are left out by name; the words and the rest go through', async () => {
  const { desk, maria, sam, talking, reads, last, isFlawless } = await setOut();
  const ts = await talking();
  const many = Array.from({ length: 12 }, (__, at) => png(`${at}.png`, `${at}`));
  const huge = { name: 'movie.mov', mimetype: 'video/quicktime', data: Buffer.alloc(25_000_001) };
  await maria.say(maria.dm, 'all of it', { files: [huge, ...many] });
  await desk.settle();
  expect(reads(sam, DEVICES, ts).slice(-11)).toEqual(['all of it', ...many.slice(0, 10).map(({ name }) => name)]);
  expect(reads(maria, maria.dm).slice(-3)).toEqual([
    'I can pass on files of up to 25 MB, so I left out movie.mov (25.0 MB).',
    'I can pass on 10 files at a time, so I left out 10.png (1 KB), 11.png (1 KB).',
    last(maria, maria.dm).text,
  ]);
  isFlawless();
});

test('a guest’s file is not looked at', async () => {
  const { desk, share, sam, talking } = await setOut();
  await talking();
  const guest = desk.workspace.as('UGUEST');
  await share(guest, guest.dm, 'my laptop does not start', [SHOT]);
  expect(desk.slack.calls.filter(({ method }) => method.startsWith('files.'))).toEqual([]);
  expect(JSON.stringify(sam.sees(DEVICES))).not.toContain('screenshot.png');
});

test('odd names are names: no path, no turned letters, no roll of paper', async () => {
  const { maria, sam, share, talking, reads, isFlawless } = await setOut();
  const ts = await talking();
  const names = ['../../etc/passwd', 'C:\\temp\\a.png', 'invoice\u202Egnp.exe', `${'long '.repeat(60)}.png`, '<!channel> *b*.png', ' \n '];
  await share(
    maria,
    maria.dm,
    'here',
    names.map((name) => png(name)),
  );
  const seen = reads(sam, DEVICES, ts).slice(-6);
  expect(seen.slice(0, 3)).toEqual(['.._.._etc_passwd', 'C:_temp_a.png', 'invoicegnp.exe']);
  expect(seen[3]).toMatch(/^long .*…\.png$/);
  expect(seen[3]?.length).toBe(120);
  expect(seen.slice(4)).toEqual(['<!channel> *b*.png', 'file']);
  expect(sam.sees(DEVICES, ts).flatMap(({ pings }) => pings)).toEqual([]);
  isFlawless();
});
