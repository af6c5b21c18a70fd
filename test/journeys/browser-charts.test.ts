import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMessage, changeMessage } from '#bot/browser/rooms.ts';
import { CSV, LATER, SUMMARY, WEEK } from '#test/support/charts.ts';
import { noChromium, openChromium } from '#test/support/chromium.ts';
import { SAM } from '#test/support/company.ts';
import { startDeskside } from '#test/support/running.ts';

const ROOM = `dm-${SAM}`;
/** Pictures to look at: `SCREENSHOTS=docs/images npm test`. */
const PICTURES = process.env['SCREENSHOTS'];

describe.skipIf(noChromium)(`charts in a browser${noChromium === undefined ? '' : ` (skipped: ${noChromium})`}`, () => {
  let desk: Awaited<ReturnType<typeof startDeskside>>;
  let browser: Browser;
  let message: number;
  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDeskside(), openChromium()]);
    message = await addMessage(desk.database.db, { room: ROOM, threadId: null, authorId: null, post: SUMMARY, deliveryKey: 'summary' });
  });
  afterAll(async () => {
    await browser.close();
    await desk.stop();
  });

  async function tab(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options })).newPage();
    await page.goto(`http://localhost:${desk.port}/#as=${SAM}`);
    await chart(page).waitFor();
    return page;
  }
  const chart = (page: Page) => page.getByRole('img', { name: WEEK.alt });
  const shown = async (page: Page) =>
    await chart(page).evaluate((image) => {
      const { complete, naturalWidth, currentSrc, offsetWidth, offsetHeight } = image as unknown as Record<string, number | string | boolean>;
      return { complete, naturalWidth, currentSrc, offsetWidth, offsetHeight };
    });
  const picture = async (page: Page, name: string) => {
    await expect.poll(async () => await shown(page), { timeout: 15_000 }).toMatchObject({ complete: true, naturalWidth: 1024 });
    if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/${name}.png` });
  };

  test('follow light and dark, and are as wide as the card', { timeout: 60_000 }, async () => {
    const [light, dark] = [await tab(), await tab({ colorScheme: 'dark' })];
    await picture(light, 'chart');
    await picture(dark, 'chart-dark');
    expect((await shown(light)).currentSrc).not.toContain('theme=dark');
    expect((await shown(dark)).currentSrc).toContain('&theme=dark');
    await light.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(async () => (await shown(light)).currentSrc).toContain('&theme=dark');
  });

  test('fit on a phone, and keep their place before they are loaded', { timeout: 60_000 }, async () => {
    const phone = await tab({ viewport: { width: 360, height: 720 }, isMobile: true, hasTouch: true });
    await picture(phone, 'chart-phone');
    const { offsetWidth, offsetHeight } = await shown(phone);
    expect(Number(offsetWidth)).toBeGreaterThan(250);
    expect(Number(offsetHeight) / Number(offsetWidth)).toBeCloseTo(560 / 1024, 1);
    expect(await phone.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test('stay when the card changes, and the file beside them is saved as it is', { timeout: 60_000 }, async () => {
    const page = await tab();
    await picture(page, 'chart-before');
    const before = (await shown(page)).currentSrc;
    await changeMessage(desk.database.db, ROOM, message, LATER, new Date());
    await page.getByText('as it is now').first().waitFor();
    expect((await shown(page)).currentSrc).toBe(before);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Geräte week 47.csv' }).click()]);
    expect(download.suggestedFilename()).toBe('Geräte week 47.csv');
    expect(await readFile(await download.path(), 'utf8')).toBe(CSV);
  });

  test('of anybody else’s making are not loaded', { timeout: 60_000 }, async () => {
    const page = await tab();
    const draw = `(async () => {
      const { drawCard } = await import('/page/draw-card.ts');
      const image = (url) => ({ type: 'Image', url, altText: 'x' });
      const own = '/api/rooms/r/messages/1/charts/ab?as=x';
      const urls = ['https://evil.example/x.png', '//evil.example/x.png', 'data:image/png;base64,AA', '/api/rooms/r/messages?as=x', own + '#', own + '&more=1', own];
      const card = { type: 'AdaptiveCard', version: '1.5', body: urls.map(image), backgroundImage: undefined };
      return [...drawCard(card, () => {}).querySelectorAll('img')].map((each) => each.getAttribute('src'));
    })()`;
    expect(await page.evaluate(draw)).toEqual(['/api/rooms/r/messages/1/charts/ab?as=x']);
  });
});
