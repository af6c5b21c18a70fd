import { LogLevel, WebAPIPlatformError, WebAPIRateLimitedError, type WebClientOptions } from '@slack/web-api';
import type { SlackSettings } from './settings.ts';

const CALL_DEADLINE_MS = 8000;

const nothing = () => undefined;

/** The library’s own words go nowhere: what matters becomes a finding. */
export const silent: NonNullable<WebClientOptions['logger']> = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

/** Asks once, and not for long: somebody waits at a terminal. */
export function clientOptions({ apiUrl }: Pick<SlackSettings, 'apiUrl'>): WebClientOptions {
  return { slackApiUrl: apiUrl, timeout: CALL_DEADLINE_MS, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: silent };
}

/** What went wrong, in Slack's word for it where it has one. */
export function reasonOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return error.data.error;
  if (error instanceof WebAPIRateLimitedError) return `asked too often, try again in ${error.retryAfter} s`;
  return error instanceof Error ? error.message : String(error);
}
