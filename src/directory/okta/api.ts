import { z } from 'zod';
import { createTokens } from '../access-token.ts';
import { assertionForm, clientAssertion } from '../client-assertion.ts';
import type { Timing } from '../timing.ts';
import { createWebApi, type Answer, type Asked, type WebApi } from '../web-api.ts';
import type { OktaSettings } from './settings.ts';

export const NAME = 'Okta';

/** What a call that is not allowed misses. */
export const NEEDS = {
  people: 'the app needs the scope okta.users.read and an administrator role that may see people',
  groups: 'the app needs the scope okta.groups.manage and an administrator role over this group',
} as const;

const SCOPES = 'okta.users.read okta.groups.manage';

const failure = z.object({
  errorCode: z.string(),
  errorSummary: z.string(),
  errorCauses: z.array(z.object({ errorSummary: z.string() })).default([]),
});

/** Okta's management API, as a service app. Tokens come from the organization's own authorization server, the only one with its scopes. */
export function createOktaApi({ url: origin, clientId, key, keyId }: OktaSettings, timing: Timing): WebApi {
  const url = `${origin}/oauth2/v1/token`;
  const proof = () => clientAssertion({ clientId, audience: url, key, algorithm: 'RS256', keyHeader: { kid: keyId }, now: timing.now() });
  const form = () => ({ grant_type: 'client_credentials', scope: SCOPES, ...assertionForm(proof()) });
  return createWebApi({
    directory: NAME,
    base: `${origin}/api/v1`,
    tokens: createTokens({ directory: NAME, url, form }, timing),
    said: (json) => {
      const { data } = failure.safeParse(json);
      return data && [`${data.errorCode}: ${data.errorSummary}`, ...data.errorCauses.map((cause) => cause.errorSummary)].join('; ');
    },
    waitSeconds: (headers) => untilReset(headers, timing.now()),
  });
}

/** A list of Okta, whole: the next page is in the `Link` header. */
export async function list<T>(okta: WebApi, item: z.ZodType<T>, asked: Asked): Promise<T[]> {
  return await okta.all(asked, (answer) => ({ items: okta.read(z.array(item), asked, answer), next: nextOf(answer) }));
}

function nextOf({ headers }: Answer): string | undefined {
  return /<([^>]*)>;\s*rel="next"/.exec(headers.get('link') ?? '')?.[1];
}

/** `X-Rate-Limit-Reset` is an instant by Okta's own clock, in seconds; `Date` is that clock. @param now in milliseconds */
function untilReset(headers: Headers, now: number): number | undefined {
  const reset = Number(headers.get('x-rate-limit-reset') ?? NaN);
  const theirs = Date.parse(headers.get('date') ?? '');
  return Number.isFinite(reset) ? Math.ceil(reset - (Number.isNaN(theirs) ? now : theirs) / 1000) : undefined;
}

/** Text in a search expression. */
export function literal(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
