import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

const found = process.env['CHROMIUM'] ?? PLACES.find((place) => existsSync(place));

/** Why the browser tests cannot run here; undefined when they can. In CI a missing browser fails. */
export const noChromium = found === undefined && process.env['CI'] === undefined ? 'Chromium is not installed (apt-get install chromium)' : undefined;

export async function openChromium(): Promise<Browser> {
  if (found === undefined) throw new Error('CI needs Chromium, and it is not installed.');
  const quiet = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return await chromium.launch({ executablePath: found, args: ['--no-sandbox', ...quiet] });
}
