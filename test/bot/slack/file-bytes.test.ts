import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { download, isSlacks, upload } from '#bot/slack/file-bytes.ts';

const SLACK = 'https://slack.com/api/';

test.each([
  ['https://files.slack.com/files-pri/T1-F1/a.png', SLACK],
  ['https://slack.com/files-pri/T1-F1/a.png', SLACK],
  ['https://files.slack-gov.com/files-pri/T1-F1/a.png', 'https://slack-gov.com/api/'],
])('the token goes to %s', (url, apiUrl) => {
  expect(isSlacks(url, apiUrl)).toBe(true);
});

test.each([
  'http://files.slack.com/files-pri/T1-F1/a.png',
  'https://files.slack.com.example.test/a.png',
  'https://files.slack.com@example.test/a.png',
  'https://someone@files.slack.com/a.png',
  'https://files.slack.com:8443/a.png',
  'https://example.test/files.slack.com/a.png',
  'https://xfiles.slack.com/a.png',
  'https://files.slack-gov.com/a.png',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  '//files.slack.com/a.png',
  '',
])('and not to “%s”', (url) => {
  expect(isSlacks(url, SLACK)).toBe(false);
});

async function startServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const never = new AbortController().signal;
const asked = (origin: string) => ({ apiUrl: `${origin}/api/`, token: 'xoxb-secret', size: undefined, isPage: false });

test('a redirection to another host is not followed, neither with the token nor with the bytes', async () => {
  const visits: string[] = [];
  const stranger = await startServer(({ url = '' }, response) => {
    visits.push(url);
    response.writeHead(200, { 'content-type': 'image/png' }).end('pixels');
  });
  const slack = await startServer((_, response) => void response.writeHead(307, { location: `${stranger}/there` }).end());
  const refusal = { outcome: 'not_done', lasting: true };
  await expect(download(`${slack}/files-pri/x`, asked(slack), never)).rejects.toMatchObject(refusal);
  await expect(upload(`${slack}/upload/x`, new Uint8Array([1]), `${slack}/api/`, never)).rejects.toMatchObject(refusal);
  expect(visits).toEqual([]);
});

test('what never says how long it is, is read only as far as it may be', async () => {
  let sent = 0;
  const slack = await startServer((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(1_000_000))) sent += 1;
    };
    response.writeHead(200, { 'content-type': 'video/mp4' }).on('drain', more);
    more();
  });
  await expect(download(`${slack}/files-pri/x`, asked(slack), never)).rejects.toMatchObject({ message: 'The file is too large.', lasting: true });
  expect(sent).toBeLessThan(60);
});

test.each([
  [429, { outcome: 'not_done', lasting: false, retryAfterSeconds: 7 }],
  [503, { outcome: 'not_done', lasting: false, retryAfterSeconds: undefined }],
  [404, { outcome: 'not_done', lasting: true }],
])('the file host answers %i', async (status, known) => {
  const slack = await startServer((_, response) => void response.writeHead(status, status === 429 ? { 'retry-after': '7' } : {}).end());
  await expect(download(`${slack}/files-pri/x`, asked(slack), never)).rejects.toMatchObject(known);
});

test('a file that breaks off is tried again', async () => {
  const slack = await startServer((_, response) => {
    response.writeHead(200, { 'content-type': 'image/png', 'content-length': 10 }).write('pix', () => void response.destroy());
  });
  await expect(download(`${slack}/files-pri/x`, asked(slack), never)).rejects.toMatchObject({ outcome: 'not_done', lasting: false });
});

test('a web page that somebody shared is a file like any other', async () => {
  const slack = await startServer((_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'));
  const page = { ...asked(slack), size: 3, isPage: true };
  expect(Buffer.from(await download(`${slack}/files-pri/x`, page, never)).toString()).toBe('<p>');
  await expect(download(`${slack}/files-pri/x`, { ...page, size: 4 }, never)).rejects.toMatchObject({ lasting: true });
});
