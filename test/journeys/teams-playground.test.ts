import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { freePort } from '#lib/free-port.ts';
import { teamChannels, teams } from '#store/schema/people.ts';
import { proves } from '#test/parity/proves.ts';
import { noChromium, openChromium } from '#test/support/chromium.ts';
import { createSmallCompany, MARIA, SAM } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { noLimits } from '#test/support/limits.ts';
import { channelOf, startPlayground, TENANT } from '#test/support/playground.ts';

/** A picture for the guide: `SCREENSHOTS=docs/images npx vitest run test/journeys/teams-playground.test.ts`. */
const PICTURES = process.env['SCREENSHOTS'];

describe.skipIf(noChromium)(`in Microsoft’s playground${noChromium === undefined ? '' : ` (skipped: ${noChromium})`}`, () => {
  const stops: (() => Promise<unknown>)[] = [];
  let browser: Browser;
  let endpoint: string;
  const maria = { key: 'maria', name: 'Maria Lindqvist', email: MARIA };
  const sam = { key: 'sam', name: 'Sam Okafor', email: SAM };

  beforeAll(async () => {
    const database = await createTestDatabase();
    await createSmallCompany(database);
    const [team] = await database.db.select({ id: teams.id }).from(teams).where(eq(teams.key, 'devices'));
    const place = { platform: 'teams', workspace: TENANT, room: channelOf(sam.key) };
    await database.db
      .update(teamChannels)
      .set(place)
      .where(eq(teamChannels.teamId, team?.id ?? 0));
    const port = await freePort();
    const config = { ...readConfig({ TEAMS_AUTH: 'off', TEAMS_PORT: String(port) }), limits: noLimits, demo: false };
    const surroundings = {
      log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
      started: (_: string, stop: () => Promise<unknown>) => void stops.push(stop),
      onStuck: (why: string) => expect.unreachable(why),
    };
    await startApp(config, Promise.resolve(database.url), surroundings, { front: true, worker: true });
    endpoint = `http://127.0.0.1:${port}/api/messages`;
    browser = await openChromium();
    stops.push(async () => await browser.close());
  });
  afterAll(async () => {
    for (let next = stops.pop(); next; next = stops.pop()) await next();
  });

  test('a fault is reported, claimed, answered in the thread, resolved and rated by clicking', { timeout: 120_000 }, async () => {
    const [atMaria, atSam] = [await open(maria, sam), await open(sam, maria)];
    await atSam.getByText('it-devices').first().click();

    await say(atMaria, 'my laptop does not start');
    await atMaria.getByRole('button', { name: 'I cannot work' }).click();
    await atMaria.getByText('Sent to Devices; somebody will take it soon').waitFor();

    await atSam.getByRole('button', { name: 'Claim' }).click();
    await atMaria.getByText('Sam Okafor is working on it').waitFor();
    await expect.poll(async () => await atSam.getByRole('button', { name: 'Claim' }).count()).toBe(0);

    // In the thread by the name of the bot, as Teams does not let it hear anything else there.
    await mention(atSam, 'Does any light come on?');
    await atMaria.getByText('Does any light come on?').waitFor();
    await say(atMaria, 'no, nothing at all');
    await atSam.getByText('no, nothing at all').last().waitFor();
    await picture(atSam, 'teams-channel');
    // Its dialogs do not open here, so the words do what the buttons would.
    await mention(atSam, '!resolve fixed New battery');
    await atMaria.getByText('New battery').last().waitFor();
    await picture(atMaria, 'teams-personal');
    await atMaria.getByRole('button', { name: '★★★★★' }).click();
    await atMaria.getByText('Thank you for the rating!').last().waitFor();
    await atSam.getByText('★★★★★').last().waitFor();
    proves('teams', 'report-in-words', 'one-card', 'triage-card', 'claim-by-button', 'reply-in-thread', 'answer-agent', 'words-in-thread', 'resolve', 'rate');
  });

  /** One person's own playground, with what was said to them before it was there being lost: it knows no history. */
  async function open(me: typeof maria, other: typeof maria): Promise<Page> {
    const folder = mkdtempSync(join(tmpdir(), 'deskside-playground-'));
    stops.push(() => Promise.resolve(rmSync(folder, { recursive: true, force: true, maxRetries: 5 })));
    const playground = await startPlayground(folder, endpoint, [me, other]);
    stops.push(playground.stop);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    // It wants fonts from elsewhere, and waits for them.
    await page.route(
      (url) => url.hostname !== 'localhost',
      async (route) => await route.abort(),
    );
    await page.goto(playground.url, { waitUntil: 'load' });
    await page.getByText('Hello! I am your IT service desk.').waitFor();
    await page.getByTitle('Hide log panel').click();
    return page;
  }

  async function say(page: Page, words: string): Promise<void> {
    const box = page.locator('[contenteditable=true]').last();
    await box.click();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
  }

  async function mention(page: Page, words: string): Promise<void> {
    // The newest post comes first, below where a new one is written.
    await page.locator('[contenteditable=true]').nth(1).click();
    await page.keyboard.type('@');
    await page.getByRole('menuitem', { name: 'Deskside' }).click();
    await page.keyboard.type(` ${words}`);
    await page.keyboard.press('Enter');
  }

  async function picture(page: Page, name: string): Promise<void> {
    if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/${name}.png` });
  }
});
