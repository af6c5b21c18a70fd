import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Block, Post } from '#core/card.ts';
import { checkBlocks } from '#bot/slack/limits.ts';
import { toSlackMessage } from '#bot/slack/message.ts';
import { drawPost } from '#bot/teams/card.ts';
import { personByEmail } from '#store/people.ts';
import { addSummary, saveSubscription, type Summary } from '#store/summaries.ts';
import { listTeams } from '#store/teams.ts';
import { summary as workflow } from '#workflows/summary/definition.ts';
import { LISTED, reportOf, shownTo } from '#workflows/summary/report.ts';
import { drawSummary } from '#workflows/summary/card.ts';
import { createSmallCompany, MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { cycle, reported, tell } from '../store/kpis/stories.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let summary: Summary;
let post: Post;
const WORDS = '=HYPERLINK("https://evil.example") and a title as long as people write them when something is really wrong with it';

beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
  const { db } = database;
  const [sam, priya, maria] = [await personByEmail(db, SAM), await personByEmail(db, PRIYA), await personByEmail(db, MARIA)].map((person) => person?.id ?? 0);
  const devices = (await listTeams(db)).find(({ key }) => key === 'devices');
  if (sam === undefined || priya === undefined || maria === undefined || !devices) throw new Error('Nobody is here.');
  const report = (title: string) => reported({ requesterId: maria, teamId: devices.id, title });
  for (let count = 0; count < 30; count += 1) {
    const claimed = count % 2 === 0 ? [] : [['2026-03-04T10:00:00Z', priya, { type: 'claimed', assigneeId: priya }] as const];
    await tell(database, 3000 + count, {
      events: [['2026-03-04T09:00:00Z', maria, report(`${WORDS} ${count}`)], ...claimed],
      cycles: [cycle('resolution', '2026-03-04T09:00:00Z', count < 20 ? '2026-03-05T09:00:00Z' : '2026-03-09T15:00:00Z', null)],
    });
  }
  for (const [id, day, due] of [
    [4001, '03', '12:00'],
    [4002, '03', '10:00'],
    [4003, '06', '12:00'],
  ] as const) {
    await tell(database, id, {
      events: [
        [`2026-03-${day}T09:00:00Z`, maria, report('Done')],
        [`2026-03-${day}T11:00:00Z`, sam, { type: 'resolved', code: 'fixed', summary: 'done' }],
      ],
      cycles: [cycle('resolution', `2026-03-${day}T09:00:00Z`, `2026-03-${day}T${due}:00Z`, `2026-03-${day}T11:00:00Z`)],
    });
  }
  const schedule = { every: 'week', weekday: 1, time: '09:00' } as const;
  const about = { teams: [{ ...devices, isLead: true }] };
  const subscription = await saveSubscription(db, { personId: sam, schedule, zone: 'Europe/London', about }, new Date('2026-03-04T00:00:00Z'));
  const times = { dueOn: '2026-03-09', dueAt: new Date('2026-03-09T09:00:00Z'), shownAt: new Date('2026-03-09T09:00:05Z') };
  const added = await addSummary(db, { subscriptionId: subscription.id, ...times, beforeFrom: '2026-02-23', periodFrom: '2026-03-02', periodTo: '2026-03-09' });
  if (!added) throw new Error('It was not added.');
  summary = added;
  const shown = await shownTo(db, { summary, subscription });
  if (!shown) throw new Error('It is no longer theirs.');
  post = drawSummary(await reportOf(db, shown));
});

const texts = (blocks: readonly Block[] = post.card?.blocks ?? []) =>
  blocks.map((block) => (block.kind === 'text' && typeof block.text === 'string' ? block.text : block.kind));

const valueOf = (label: string) =>
  (post.card?.blocks ?? []).flatMap((block) => (block.kind === 'facts' ? block.facts : [])).find((fact) => fact.label === label)?.value;

describe('a summary with more to decide than a card holds', () => {
  test('lists the most pressing and says how many more there are, with a button for them', () => {
    expect(post.text).toBe('Summary of Devices, 2 Mar to 8 Mar: 30 tickets need a decision now.');
    const listed = (post.card?.blocks ?? []).flatMap((block) => (block.kind === 'facts' ? block.facts : []));
    expect(listed.map(({ label }) => label).filter((label) => label.startsWith('T-'))).toEqual(
      Array.from({ length: LISTED }, (_, count) => `T-${3000 + count}`),
    );
    expect(texts()).toContain('… and 22 more.');
    expect(post.card?.buttons.map(({ label }) => label).slice(0, 3)).toEqual(['Claim T-3000', 'Hand over T-3001', 'Claim T-3002']);
    expect(post.card?.buttons.find(({ label }) => label === 'And 22 more')).toMatchObject({ action: 'summary.rest', value: String(LISTED) });
  });

  test('says each figure with its number, median and 90 %, and its change in words beside the arrow', () => {
    expect(valueOf('Resolved in time (SLA)')).toBe(
      '67 % (median 50 % used of the time promised · 90 % within 50 % · n 3 · 2 kept · 1 broken · 20 open and late)',
    );
    expect(valueOf('Time to resolve (MTTR)')).toBe('2 h (median 2 h · 90 % within 2 h · n 3 · mean with pauses 2 h)');
    expect(valueOf('Change of what is open')).toBe('+30 tickets (n 30 · 33 reported · 3 resolved) ↑ up by 30, worse');
  });

  test('fits into a message of each platform, whole', () => {
    const blocks = toSlackMessage(post).blocks ?? [];
    expect(checkBlocks(blocks, 'message')).toEqual([]);
    expect(JSON.stringify(blocks)).not.toContain('shortened here');
    expect(Buffer.byteLength(JSON.stringify(drawPost(post)))).toBeLessThan(28 * 1024);
  });

  test('has a picture of the week: a bar a day, in time and late', () => {
    const chart = (post.card?.blocks ?? []).flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
    expect(chart).toEqual([
      {
        title: 'Resolved each day',
        alt: '3 tickets resolved in 7 days: 2 in time, 1 late. Most on Tue 3: 2.',
        unit: 'tickets',
        stacked: true,
        labels: ['Mon 2', 'Tue 3', 'Wed 4', 'Thu 5', 'Fri 6', 'Sat 7', 'Sun 8'],
        series: [
          { name: 'In time', tone: 'good', values: [0, 1, 0, 0, 1, 0, 0] },
          { name: 'Late', tone: 'warning', values: [0, 1, 0, 0, 0, 0, 0] },
        ],
      },
    ]);
  });

  test('brings its figures as a table', () => {
    expect(post.attachment).toMatchObject({ name: 'deskside-summary-2026-03-02-to-2026-03-08.csv', mediaType: 'text/csv' });
    const lines = (post.attachment?.text ?? '').split('\r\n');
    expect(lines[0]).toBe('\uFEFFfigure,label,unit,from,to,n,value,mean,median,p90,value_before,formula,population,exclusions');
    expect(lines.find((line) => line.startsWith('sla_resolution.breached'))).toContain(',broken,tickets,2026-03-02T00:00:00.000Z,2026-03-09T00:00:00.000Z,,1,');
  });

  test('is drawn again only when something happened to it', async () => {
    const drawn = await workflow.draw?.(database.db, String(summary.id), 'requester', { personId: 1 });
    expect(drawn).toMatchObject({ version: 1, post: { text: post.text } });
    expect(await workflow.relation(database.db, 'sub-999')).toBeUndefined();
    expect(await workflow.relation(database.db, "1' or true")).toBeUndefined();
  });

  test('lists them quickly enough without reading what is closed', async () => {
    const plan = await database.db.execute<{ 'QUERY PLAN': string }>(sql`explain select id from tickets where state in ('new', 'in_progress', 'waiting')`);
    expect(JSON.stringify(plan)).toMatch(/tickets_(?:team|assignee)_open_idx/);
  });
});
