import type { Context } from 'hono';
import { drawChart } from '#lib/chart/draw-chart.ts';
import { pictureId } from '#lib/chart/picture-id.ts';
import { fileName } from '#lib/file-names.ts';
import { enter, fail, type RouteDeps } from './acting.ts';
import { fileOf, readMessage, type MessageRow } from './rooms.ts';

/** Whatever is in a file, a browser takes it for what it is said to be, and for nothing that can act. */
const HARMLESS = { 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox" };
/** The address says what is in the picture, so it never changes; it is one person's. */
const KEEP = 'private, max-age=86400, immutable';

/** GET rooms/:room/messages/:message/charts/:picture?theme= */
export async function picture(deps: RouteDeps, c: Context): Promise<Response> {
  const { card } = await messageOf(deps, c);
  const asked = c.req.param('picture');
  const chart = card?.blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : [])).find((candidate) => pictureId(candidate) === asked);
  const file = await drawChart(chart ?? fail(404, 'There is no such picture.'), c.req.query('theme') === 'dark' ? 'dark' : 'light');
  return c.body(file, 200, { ...HARMLESS, 'content-type': 'image/png', 'cache-control': KEEP });
}

/** GET rooms/:room/messages/:message/attachment */
export async function attachment(deps: RouteDeps, c: Context): Promise<Response> {
  const { id } = await messageOf(deps, c);
  const { name, text, mediaType } = (await fileOf(deps.database.db, id)) ?? fail(404, 'There is no file with that message.');
  const headers = { ...HARMLESS, 'content-type': `${mediaType}; charset=utf-8`, 'content-disposition': saveAs(fileName(name)), 'cache-control': 'no-store' };
  return c.body(Buffer.from(text), 200, headers);
}

/** A message that the one who acts may read. */
async function messageOf(deps: RouteDeps, c: Context): Promise<MessageRow['message']> {
  const { person, room } = await enter(deps, c);
  const id = c.req.param('message') ?? '';
  const row = /^\d{1,15}$/.test(id) ? await readMessage(deps.database.db, person.id, Number(id)) : undefined;
  return row?.message.room === room.id ? row.message : fail(404, 'There is no such message.');
}

/** The name twice, as RFC 6266 has it: in plain letters for old programs, and as it is. */
function saveAs(name: string): string {
  const plain = name.replaceAll(/[^\w. -]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}
