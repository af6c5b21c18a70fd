import { createPublicKey, type KeyObject } from 'node:crypto';
import { http, HttpResponse, type HttpHandler } from 'msw';
import type { OktaSettings } from '#directory/okta/settings.ts';
import { createAssertionCheck } from '../client-assertion.ts';
import { createPages } from '../pages.ts';
import type { Org } from './org.ts';

export const ORG_URL = 'https://fernwood.okta.com';
export const CLIENT_ID = '0oa1gjh63g214q0Hq0g4';
export const KEY_ID = 'deskside-2026';

/** Of the service app that the organization knows. */
export const oktaSettings = (key: KeyObject): OktaSettings => ({ url: ORG_URL, clientId: CLIENT_ID, keyId: KEY_ID, key });

const WORDS: Readonly<Record<number, readonly [code: string, summary: string]>> = {
  400: ['E0000001', 'Api validation failed: group'],
  401: ['E0000011', 'Invalid token provided'],
  403: ['E0000006', 'You do not have permission to perform the requested action'],
  404: ['E0000007', 'Not found: Resource not found'],
  429: ['E0000047', 'API call exceeded rate limit due to too many requests.'],
};

/** A refusal in Okta's form. */
export function oktaError(status: number, headers: Readonly<Record<string, string>> = {}, cause?: string) {
  const [errorCode, errorSummary] = WORDS[status] ?? ['E0000009', 'Internal Server Error'];
  const errorCauses = cause === undefined ? [] : [{ errorSummary: cause }];
  return HttpResponse.json({ errorCode, errorSummary, errorLink: errorCode, errorId: 'oae1', errorCauses }, { status, headers });
}

// One comparison; the string ends at a quotation mark that has no backslash in front.
const SEARCH = /^([\w.]+) eq "((?:[^"\\]|\\["\\])*)"$/;

/** Okta's tokens and its management API, as far as Deskside calls them, before one organization. What it does not know is not answered. */
export function createFakeOkta(org: Org, { key, now }: { readonly key: KeyObject; readonly now: () => number }) {
  const tokens = new Map<string, number>();
  const asked: string[] = [];
  const check = createAssertionCheck();
  const pages = createPages();
  const tokenUrl = `${ORG_URL}/oauth2/v1/token`;
  const v1 = `${ORG_URL}/api/v1`;

  const giveToken = (form: URLSearchParams) => {
    const expected = { clientId: CLIENT_ID, audience: tokenUrl, publicKey: createPublicKey(key), header: { alg: 'RS256', kid: KEY_ID }, now: now() };
    const isForm =
      form.get('grant_type') === 'client_credentials' && form.get('client_assertion_type') === 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    const problem = isForm ? check(form.get('client_assertion') ?? '', expected) : 'another form';
    if (problem !== undefined) return HttpResponse.json({ error: 'invalid_client', error_description: `The client_assertion is ${problem}.` }, { status: 401 });
    const scopes = form.get('scope')?.split(' ') ?? [];
    if (!scopes.every((scope) => org.conduct.scopes.has(scope))) {
      return HttpResponse.json(
        { error: 'invalid_scope', error_description: 'One or more scopes are not configured for the authorization server resource.' },
        { status: 400 },
      );
    }
    const token = `token-${tokens.size + 1}`;
    tokens.set(token, now() + 3_600_000);
    return HttpResponse.json({ token_type: 'Bearer', expires_in: 3600, access_token: token, scope: scopes.join(' ') });
  };

  const guarded = (request: Request, role: string, answer: () => Response) => {
    asked.push(`${request.method} ${request.url.slice(v1.length)}`);
    const token = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
    if ((tokens.get(token) ?? 0) <= now()) return oktaError(401);
    return org.conduct.roles.has(role) ? answer() : oktaError(403);
  };
  const page = (request: Request, all: () => readonly object[]) => {
    const url = new URL(request.url);
    const size = Math.min(org.conduct.pageSize, Number(url.searchParams.get('limit') ?? 200));
    const { items, next } = pages.page(url.searchParams.get('after'), all, size);
    url.searchParams.set('after', next ?? '');
    const links = [`<${request.url}>; rel="self"`, ...(next === undefined ? [] : [`<${url.href}>; rel="next"`])];
    return HttpResponse.json(items, { headers: { link: links.join(', ') } });
  };
  const search = (request: Request, property: string, all: readonly { readonly profile: object }[]) => {
    const [, name, value = ''] = SEARCH.exec(new URL(request.url).searchParams.get('search') ?? '') ?? [];
    if (name !== `profile.${property}`) return oktaError(400, {}, 'Invalid search criteria.');
    const wanted = value.replaceAll(/\\(.)/g, '$1').toLowerCase();
    const has = ({ profile }: { readonly profile: object }) =>
      Object.entries(profile).some(([key, held]) => key === property && String(held).toLowerCase() === wanted);
    return page(request, () => all.filter(has));
  };
  const userBy = (text: string) => org.users.find(({ id, profile }) => id === text || profile.login.toLowerCase() === text.toLowerCase());
  const groupBy = (id: unknown) => org.groups.find((group) => group.id === id);
  const found = (thing: object | undefined) => (thing ? HttpResponse.json(thing) : oktaError(404));
  const change = (params: Readonly<Record<string, unknown>>, member: boolean) => {
    const [group, user] = [groupBy(params['gid']), userBy(String(params['uid']))];
    if (!group || !user) return oktaError(404);
    if (group.type !== 'OKTA_GROUP') return oktaError(403);
    if (org.conduct.ruled.has(group.id)) return oktaError(400, {}, 'The members of this group are managed by a group rule.');
    if (org.memberships.has(group.id, user.id) !== member) org.memberships.set(group.id, user.id, member);
    return new HttpResponse(null, { status: 204 });
  };
  const managersOf = (id: string) => {
    if (!org.links.managers) return oktaError(404);
    const manager = org.links.managers.get(id);
    return HttpResponse.json(manager === undefined ? [] : [{ _links: { self: { href: `${v1}/users/${manager}` } } }]);
  };

  const handlers: readonly HttpHandler[] = [
    http.post(tokenUrl, async ({ request }) => giveToken(new URLSearchParams(await request.text()))),
    http.get(`${v1}/users`, ({ request }) => guarded(request, 'people', () => search(request, 'email', org.users))),
    http.get(`${v1}/users/:id`, ({ request, params }) => guarded(request, 'people', () => found(userBy(String(params['id']))))),
    http.get(`${v1}/users/:id/linkedObjects/manager`, ({ request, params }) => guarded(request, 'people', () => managersOf(String(params['id'])))),
    http.get(`${v1}/users/:id/groups`, ({ request, params }) =>
      guarded(request, 'people', () => page(request, () => org.memberships.groupsOf(String(params['id'])).flatMap((id) => groupBy(id) ?? []))),
    ),
    http.get(`${v1}/groups`, ({ request }) => guarded(request, 'groups', () => search(request, 'name', org.groups))),
    http.get(`${v1}/groups/:gid`, ({ request, params }) => guarded(request, 'groups', () => found(groupBy(params['gid'])))),
    http.get(`${v1}/groups/:gid/users`, ({ request, params }) =>
      guarded(request, 'groups', () => page(request, () => org.memberships.membersOf(String(params['gid'])).flatMap((id) => userBy(id) ?? []))),
    ),
    http.put(`${v1}/groups/:gid/users/:uid`, ({ request, params }) => guarded(request, 'groups', () => change(params, true))),
    http.delete(`${v1}/groups/:gid/users/:uid`, ({ request, params }) => guarded(request, 'groups', () => change(params, false))),
  ];
  return { handlers, asked, tokens };
}
