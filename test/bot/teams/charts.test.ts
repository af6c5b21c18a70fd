import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toActivity } from '#bot/teams/message.ts';
import { sizeOf } from '#bot/teams/limits.ts';
import { toPng, toSvg } from '#lib/chart/draw.ts';
import { pictureId } from '#lib/chart/picture-id.ts';
import { newToken } from '#lib/ids.ts';
import { LATER, SUMMARY, WEEK } from '#test/support/charts.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { activityProblems } from '#test/support/teams/activity-check.ts';
import { nodesOf } from '#test/support/teams/card-check.ts';
import { cardOf, textsOf } from '#test/support/teams/reading.ts';
import type { Json } from '#test/support/teams/state.ts';

const { signal } = new AbortController();
const URL_OF_PICTURE = `data:image/png;base64,${Buffer.from(toPng(toSvg(WEEK, 'light'))).toString('base64')}`;
const PICTURES = new Map([[pictureId(WEEK), URL_OF_PICTURE]]);
const imagesOf = (activity: Json) => nodesOf(cardOf(activity)).filter(({ type }) => type === 'Image');

describe('in a channel', () => {
  let desk: Awaited<ReturnType<typeof createTeamsDesk>>;
  beforeAll(async () => {
    desk = await createTeamsDesk({ listens: false });
  });
  afterAll(async () => {
    await desk.stop();
    await desk.database.close();
  });
  const channel = () => ({ platform: 'teams', workspace: desk.tenant.id, room: desk.devices });
  const postedAs = (id: string) =>
    desk.fake.world.conversations.get(desk.devices)?.messages.find((message) => message.id === id)?.activity ?? expect.fail('It is not there.');

  test('a picture stands whole in the card, with its words, and stays when the card is replaced', async () => {
    const id = await desk.frontEnd.send(channel(), SUMMARY, newToken(), signal);
    const before = imagesOf(postedAs(id));
    expect(before).toMatchObject([{ altText: WEEK.alt, url: URL_OF_PICTURE }]);
    await desk.frontEnd.update(channel(), id, LATER, signal);
    expect(imagesOf(postedAs(id))).toEqual(before);
    expect(textsOf(postedAs(id)).text).toContain('as it is now');
  });

  test('of a file that cannot come along, people are told how to get it', async () => {
    const id = await desk.frontEnd.send(channel(), SUMMARY, newToken(), signal);
    expect(textsOf(postedAs(id)).text).toMatch(/📎 Geräte week 47\.csv: I cannot put it here\. You get it by the command “deskside figures”\./);
    const plain = await desk.frontEnd.send(
      channel(),
      { text: 'The numbers', ...(SUMMARY.attachment ? { attachment: SUMMARY.attachment } : {}) },
      newToken(),
      signal,
    );
    expect(textsOf(postedAs(plain)).text).toContain('I cannot put it here');
  });
});

describe('as a message', () => {
  test('nobody strict objects to it, with its picture or without', () => {
    expect(activityProblems(toActivity(SUMMARY, PICTURES) as Json)).toEqual([]);
    expect(activityProblems(toActivity(SUMMARY) as Json)).toEqual([]);
  });

  test('a chart is drawn by Teams itself, in its own colors; who cannot has the picture, and what it says stands under it', () => {
    const activity = toActivity(SUMMARY, PICTURES) as Json;
    const chart = nodesOf(cardOf(activity)).find(({ type }) => type === 'Chart.VerticalBar.Grouped');
    expect(chart).toMatchObject({ title: WEEK.title, stacked: WEEK.stacked, yAxisTitle: WEEK.unit, fallback: { type: 'Image', url: URL_OF_PICTURE } });
    expect(chart?.['data']).toEqual(
      WEEK.series.map(({ name, tone, values }) => ({
        legend: name,
        color: { good: 'good', attention: 'warning', warning: 'attention', neutral: 'neutral' }[tone],
        values: WEEK.labels.map((x, at) => ({ x, y: values[at] })),
      })),
    );
    expect(textsOf(activity).text).toContain(WEEK.alt);
  });

  test('without its picture a chart is its words', () => {
    const activity = toActivity(SUMMARY) as Json;
    expect(imagesOf(activity)).toEqual([]);
    expect(textsOf(activity).text).toContain(WEEK.alt);
  });

  test('long texts make room for the picture; many of them take its place', () => {
    const withQuotes = (count: number, length: number) => ({
      ...SUMMARY,
      card: SUMMARY.card && {
        ...SUMMARY.card,
        blocks: [...SUMMARY.card.blocks, ...Array.from({ length: count }, () => ({ kind: 'quote' as const, author: 'Sam', text: 'x'.repeat(length) }))],
      },
    });
    const long = toActivity(withQuotes(1, 30_000), PICTURES) as Json;
    expect(imagesOf(long)).toHaveLength(1);
    const many = toActivity(withQuotes(60, 3000), PICTURES) as Json;
    expect(imagesOf(many)).toEqual([]);
    expect(textsOf(many).text).toContain(WEEK.alt.slice(0, 60));
    for (const activity of [long, many]) expect(sizeOf(activity)).toBeLessThanOrEqual(80 * 1024);
  });
});
