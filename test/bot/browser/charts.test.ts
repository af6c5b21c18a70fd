import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRoutes } from '#bot/browser/routes.ts';
import { createHub } from '#bot/browser/stream.ts';
import { toPng, toSvg } from '#lib/chart/draw.ts';
import { newToken } from '#lib/ids.ts';
import { proves } from '#test/parity/proves.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { CSV, LATER, SUMMARY, WEEK } from '#test/support/charts.ts';
import { MARIA, PRIYA, SAM } from '#test/support/company.ts';

const ROOM = { platform: 'browser', workspace: 'local', room: `dm-${SAM}` };
const { signal } = new AbortController();

let desk: Awaited<ReturnType<typeof createTestDesk>>;
let app: Hono;
beforeAll(async () => {
  desk = await createTestDesk();
  app = new Hono().route('/api', createRoutes({ ...desk.worker, desk: desk.desk, hub: createHub(desk.worker) }));
});

const frontEnd = () => desk.worker.frontEnds.find(({ platform }) => platform === 'browser') ?? expect.fail('There is no page.');
const get = async (path: string) => await app.request(`http://localhost${path}`, { headers: { host: 'localhost' } });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
async function posted() {
  const id = await frontEnd().send(ROOM, SUMMARY, newToken(), signal);
  return { id, ...(await seen(id)) };
}
async function seen(id: string) {
  const message = (await desk.read(SAM, ROOM.room)).find((each) => String(each.id) === id);
  if (!message) throw new Error('It is not there.');
  const body = (message.card?.['body'] ?? []) as readonly Record<string, unknown>[];
  const image = body.find(({ type }) => type === 'Image');
  return { message, image, url: String(image?.['url']), file: message.attachment };
}

describe('a picture', () => {
  test('stands in the card with its words, and is drawn for light and for dark', async () => {
    const { image, url } = await posted();
    expect(image).toMatchObject({ type: 'Image', altText: WEEK.alt });
    const light = await get(url);
    expect(light.status).toBe(200);
    expect(light.headers.get('content-type')).toBe('image/png');
    expect(light.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.compare(await bytesOf(light), toPng(toSvg(WEEK, 'light')))).toBe(0);
    expect(Buffer.compare(await bytesOf(await get(`${url}&theme=dark`)), toPng(toSvg(WEEK, 'dark')))).toBe(0);
  });

  test('has the same address after the card has changed, and another when the numbers have', async () => {
    const { id, url } = await posted();
    await frontEnd().update(ROOM, id, LATER, signal);
    expect(await seen(id)).toMatchObject({ url });
    const counted = { ...WEEK, series: WEEK.series.map((series) => ({ ...series, values: [1, 2, 3, 4, 5] })) };
    await frontEnd().update(ROOM, id, { text: 'x', card: { title: 'x', tone: 'neutral', blocks: [{ kind: 'chart', chart: counted }], buttons: [] } }, signal);
    const after = await seen(id);
    expect(after.url).not.toBe(url);
    expect([(await get(url)).status, (await get(after.url)).status]).toEqual([404, 200]);
    expect(after.message.attachment).toBeNull();
  });

  test.each([
    [
      'somebody in whose own room it is not',
      (url: string) => url.replace(encodeURIComponent(SAM), encodeURIComponent(MARIA)).replace(/as=.*/, `as=${MARIA}`),
      404,
    ],
    ['nobody', (url: string) => url.replace(/\?.*/, ''), 401],
    ['an agent of the same team', (url: string) => url.replace(/as=.*/, `as=${PRIYA}`), 403],
  ])('is refused to %s', async (_, change, status) => {
    const { url, message } = await posted();
    expect((await get(change(url))).status).toBe(status);
    expect((await get(change(message.attachment?.url ?? ''))).status).toBe(status);
  });

  test('of another message or another number is not there', async () => {
    const { id, url } = await posted();
    const other = await frontEnd().send({ ...ROOM, room: 'devices' }, SUMMARY, newToken(), signal);
    const strange = [
      url.replace(/charts\/\w+/, 'charts/0'),
      url.replace(`/messages/${id}/`, `/messages/${other}/`),
      url.replace(`/messages/${id}/`, '/messages/x/'),
    ];
    expect(await Promise.all(strange.map(async (path) => (await get(path)).status))).toEqual([404, 404, 404]);
  });
});

describe('a file', () => {
  test('is offered with its name and size, and comes byte by byte, to be saved and not to be shown', async () => {
    const { file } = await posted();
    expect(file).toMatchObject({ name: 'Geräte week 47.csv', size: Buffer.byteLength(CSV) });
    const response = await get(file?.url ?? '');
    expect((await bytesOf(response)).equals(Buffer.from(CSV))).toBe(true);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="Ger_te week 47.csv"; filename*=UTF-8''Ger%C3%A4te%20week%2047.csv`);
    proves('browser', 'summary-file');
  });

  test('is the same after the card has changed', async () => {
    const { id, message } = await posted();
    await frontEnd().update(ROOM, id, LATER, signal);
    expect((await seen(id)).message.attachment).toEqual(message.attachment);
  });

  test('cannot slip anything into the headers by its name', async () => {
    const odd = { ...SUMMARY, attachment: { name: 'a"\r\nset-cookie: x=1;\'.csv', mediaType: 'text/csv' as const, text: '', elsewhere: 'nowhere' } };
    const id = await frontEnd().send(ROOM, odd, newToken(), signal);
    const response = await get((await seen(id)).message.attachment?.url ?? '');
    expect([response.status, response.headers.get('set-cookie')]).toEqual([200, null]);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w. -]*"; filename\*=UTF-8''[\w.%-]*$/);
  });

  test('is not there where a message has none', async () => {
    const id = await frontEnd().send(ROOM, { text: 'x' }, newToken(), signal);
    expect((await get(`/api/rooms/${encodeURIComponent(ROOM.room)}/messages/${id}/attachment?as=${SAM}`)).status).toBe(404);
  });
});
