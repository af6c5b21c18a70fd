import { existsSync, mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { noChromium, openChromium } from '#test/support/chromium.ts';
import { startDeskside } from '#test/support/running.ts';

const MARIA = 'maria.lindqvist@fernwood.example';
const SAM = 'sam.okafor@fernwood.example';
const PRIYA = 'priya.raman@fernwood.example';
/** Maria's manager. */
const TOM = 'tom.becker@fernwood.example';
/** Pictures for the README: `SCREENSHOTS=docs/images npm test`. */
const PICTURES = process.env['SCREENSHOTS'];

describe.skipIf(noChromium)(`in a browser${noChromium === undefined ? '' : ` (skipped: ${noChromium})`}`, () => {
  let desk: Awaited<ReturnType<typeof startDeskside>>;
  let browser: Browser;
  const problems: string[] = [];
  const foreign: string[] = [];

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDeskside({ demo: true }), openChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await desk.stop();
  });

  /** A tab in which somebody has the page open. Everything it complains about or loads from elsewhere is noted. */
  async function tab(as: string, room = '', options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && !/status of 4\d\d/.test(message.text()) && problems.push(message.text()));
    page.on('request', (request) => !request.url().startsWith('http://localhost:') && !request.url().startsWith('data:') && foreign.push(request.url()));
    await page.goto(`http://localhost:${desk.port}/#as=${as}${room === '' ? '' : `&room=${room}`}`);
    await composer(page).waitFor();
    return page;
  }

  const composer = (page: Page) => page.getByRole('textbox', { name: /^Message/ });
  const log = (page: Page) => page.getByRole('log').first();
  const say = async (page: Page, text: string) => {
    await composer(page).fill(text);
    await composer(page).press('Enter');
  };
  const picture = async (page: Page, name: string) => {
    if (PICTURES === undefined) return;
    if (!existsSync(PICTURES)) mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/${name}.png` });
  };

  test('a fault report is claimed, answered, resolved and rated by clicking, live in every tab', { timeout: 90_000 }, async () => {
    const maria = await tab(MARIA);
    const sam = await tab(SAM, 'devices');
    const priya = await tab(PRIYA, 'devices', { colorScheme: 'dark' });

    await say(maria, 'my laptop does not start');
    await maria.getByRole('button', { name: 'I cannot work' }).click();
    await maria.getByText('Sent to Devices; somebody will take it soon').waitFor();
    await expect.poll(async () => await maria.getByRole('button', { name: 'I cannot work' }).count()).toBe(0);

    // It appears in the open channel tabs without a reload; the second to claim is told who was first.
    const card = (page: Page) => log(page).getByRole('article').filter({ hasText: 'My laptop does not start' }).last();
    await card(sam).getByRole('button', { name: 'Claim' }).waitFor();
    await picture(sam, 'triage');
    await card(sam).getByRole('button', { name: 'Claim' }).click();
    await maria.getByText('Sam Okafor is working on it').waitFor();
    await expect.poll(async () => await card(priya).getByRole('button', { name: 'Claim' }).count()).toBe(0);

    // From the thread to the requester and back; a note stays inside.
    await card(sam).getByRole('button', { name: 'Reply in thread' }).click();
    const thread = sam.getByRole('complementary', { name: /thread/i });
    await thread.getByRole('textbox').fill('Does any light come on?');
    await thread.getByRole('textbox').press('Enter');
    await maria.getByText('Does any light come on?').waitFor();
    await say(maria, 'no, nothing at all');
    await thread.getByText('no, nothing at all').last().waitFor();
    await thread.getByRole('group', { name: 'Who will read this' }).getByText('Private note').click();
    await thread.getByRole('textbox').fill('third one of this batch');
    await thread.getByRole('textbox').press('Enter');
    await thread.getByText('third one of this batch').waitFor();
    await picture(sam, 'thread');

    // A form with a field error, then the resolution; the requester reopens and rates.
    await card(sam).getByRole('button', { name: 'Resolve' }).click();
    const dialog = sam.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await dialog.getByText('Please fill this in.').waitFor();
    await picture(sam, 'form');
    await dialog.getByLabel('How did it end?').selectOption('Fixed');
    await dialog.getByRole('textbox').fill('New battery');
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await maria.getByText('New battery').last().waitFor();
    await picture(maria, 'resolved');
    await maria.getByRole('button', { name: '★★★★★' }).click();
    await maria.getByText('Thank you for the rating!').waitFor();
    await card(priya).getByText('★★★★★').last().waitFor();
    expect(await maria.getByText('third one of this batch').count()).toBe(0);
    proves('browser', 'report-in-words', 'claim-by-button', 'reply-in-thread', 'private-note', 'field-errors', 'resolve', 'rate');
    await picture(priya, 'dark');
  });

  test('a request is declined with a reason and another approved, by clicking, live in every tab', { timeout: 90_000 }, async () => {
    const maria = await tab(MARIA);
    const tom = await tab(TOM);
    const question = (what: string) =>
      log(tom)
        .getByRole('article')
        .filter({ hasText: `New equipment: ${what}` })
        .last();
    const wish = async (words: string, what: string) => {
      await say(maria, words);
      await question(what).getByRole('button', { name: 'Approve' }).waitFor();
    };

    await wish('I need a webcam because I talk to our dealers all day', 'webcam');
    await maria.getByText('Waiting for Tom Becker since').last().waitFor();
    await question('webcam').getByText('I talk to our dealers all day').waitFor();
    await picture(tom, 'approval');
    await question('webcam').getByRole('button', { name: 'Decline' }).click();
    const dialog = tom.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Decline' }).click();
    await dialog.getByText('Please fill this in.').waitFor();
    await dialog.getByRole('textbox').fill('There is one in each meeting room');
    await dialog.getByRole('button', { name: 'Decline' }).click();
    await maria.getByText('Their words: “There is one in each meeting room”').waitFor();
    await question('webcam').getByText('Declined by Tom Becker').waitFor();
    expect(await question('webcam').getByRole('button').count()).toBe(0);

    await wish('I need a headset because I talk to our dealers all day', 'headset');
    await question('headset').getByRole('button', { name: 'Approve' }).click();
    await maria.getByText(/^Tom Becker has approved T-\d+\.$/).waitFor();
    await question('headset').getByText('Approved by Tom Becker').waitFor();
    proves('browser', 'approve', 'decline');
  });

  test('what people write is shown as they wrote it', async () => {
    const maria = await tab(MARIA);
    const text = '<img src=x onerror=alert(1)> **bold** [link](http://example.com) on my monitor, it can wait';
    await say(maria, text);
    await maria.getByText(text).first().waitFor();
    expect(await log(maria).locator('img[src="x"]').count()).toBe(0);
    expect(await log(maria).locator('a[href*="example.com"]').count()).toBe(0);
    proves('browser', 'literal');
  });

  test('it works by keyboard alone, and on a phone', async () => {
    const phone = await tab(MARIA, '', { viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true });
    await composer(phone).focus();
    await phone.keyboard.type('hi');
    await phone.keyboard.press('Enter');
    // What was offered before has such a button as well.
    await phone.getByText('What can I do for you?').last().waitFor();
    const button = phone.getByRole('button', { name: 'Report a problem' }).last();
    await button.waitFor();
    await button.focus();
    await phone.keyboard.press('Enter');
    await phone.getByRole('dialog').waitFor();
    await phone.keyboard.press('Escape');
    await expect.poll(async () => await phone.getByRole('dialog').count()).toBe(0);
    expect(await phone.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await picture(phone, 'phone');
  });

  test('no page complained, and nothing was loaded from elsewhere', () => {
    expect(problems).toEqual([]);
    expect(foreign).toEqual([]);
  });
});
