import { createPublicKey, X509Certificate } from 'node:crypto';
import { http, HttpResponse, type HttpHandler } from 'msw';
import type { EntraSettings } from '#directory/entra/settings.ts';
import { createAssertionCheck } from '../client-assertion.ts';
import { createPages } from '../pages.ts';
import { parseFilter } from './filter.ts';
import type { Tenant } from './tenant.ts';

export const TENANT_ID = '0b7f3c3e-1f57-4d43-9c0e-7a0f5f3f2a11';
export const CLIENT_ID = '6f9c1d0a-52f1-4d5b-8a6e-0d6c2c8e7b11';
export const SECRET = 'the-secret-itself';

/** Of the app that the tenant knows, in the public cloud. */
export const entraSettings: EntraSettings = {
  tenantId: TENANT_ID,
  clientId: CLIENT_ID,
  credential: { kind: 'secret', secret: SECRET },
  loginUrl: 'https://login.microsoftonline.com',
  graphUrl: 'https://graph.microsoft.com',
};

/** Where the two are in one cloud, what time it is, and how the app proves itself. */
interface Cloud {
  readonly loginUrl?: string;
  readonly graphUrl?: string;
  readonly now: () => number;
  /** PEM; without one, the secret is wanted. */
  readonly certificate?: string;
}

const error = (status: number, code: string, message: string) => HttpResponse.json({ error: { code, message, innerError: {} } }, { status });
const missing = (id: unknown) =>
  error(404, 'Request_ResourceNotFound', `Resource '${String(id)}' does not exist or one of its queried reference-property objects are not present.`);

/** Microsoft's sign-in and Graph v1.0, as far as Deskside calls them, before one tenant. What it does not know is not answered. */
export function createFakeGraph(tenant: Tenant, { loginUrl = entraSettings.loginUrl, graphUrl = entraSettings.graphUrl, now, certificate }: Cloud) {
  const tokens = new Map<string, number>();
  const asked: string[] = [];
  const check = createAssertionCheck();
  const pages = createPages();
  const tokenUrl = `${loginUrl}/${TENANT_ID}/oauth2/v2.0/token`;
  const v1 = `${graphUrl}/v1.0`;

  const isProven = (form: URLSearchParams) => {
    if (certificate === undefined) return form.get('client_secret') === SECRET;
    const header = { alg: 'PS256', 'x5t#S256': Buffer.from(new X509Certificate(certificate).fingerprint256.replaceAll(':', ''), 'hex').toString('base64url') };
    const expected = { clientId: CLIENT_ID, audience: tokenUrl, publicKey: createPublicKey(certificate), header, now: now() };
    return (
      form.get('client_assertion_type') === 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' &&
      check(form.get('client_assertion') ?? '', expected) === undefined
    );
  };
  const giveToken = (form: URLSearchParams) => {
    const isOurs = form.get('grant_type') === 'client_credentials' && form.get('client_id') === CLIENT_ID && form.get('scope') === `${graphUrl}/.default`;
    if (!isOurs || !isProven(form)) {
      const description = 'AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 1';
      return HttpResponse.json({ error: 'invalid_client', error_description: description, error_codes: [7_000_215] }, { status: 401 });
    }
    const token = `token-${tokens.size + 1}`;
    tokens.set(token, now() + 3_599_000);
    return HttpResponse.json({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: token });
  };

  /** Whoever asks has a token, and the app has the permission. */
  const guarded = (request: Request, permission: string, answer: () => Response | Promise<Response>) => {
    asked.push(`${request.method} ${request.url.slice(v1.length)}`);
    const token = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
    if ((tokens.get(token) ?? 0) <= now()) return error(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.');
    if (!tenant.conduct.permissions.has(permission)) return error(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
    return answer();
  };
  const page = (request: Request, all: () => readonly object[]) => {
    const url = new URL(request.url);
    const size = Math.min(tenant.conduct.pageSize, Number(url.searchParams.get('$top') ?? 100));
    const { items, next } = pages.page(url.searchParams.get('$skiptoken'), all, size);
    url.searchParams.set('$skiptoken', next ?? '');
    return HttpResponse.json({ '@odata.context': `${v1}/$metadata`, ...(next !== undefined && { '@odata.nextLink': url.href }), value: items });
  };
  const filtered = (request: Request, all: readonly object[], filterable: readonly string[]) => {
    const passes = parseFilter(new URL(request.url).searchParams.get('$filter') ?? '', filterable);
    return passes ? page(request, () => all.filter(passes)) : error(400, 'Request_UnsupportedQuery', 'Invalid filter clause.');
  };
  const userBy = (id: unknown) => tenant.users.find((user) => user.id === id);
  const groupBy = (id: unknown) => tenant.groups.find((group) => group.id === id);
  const asUser = (user: object | undefined) => (user ? [{ '@odata.type': '#microsoft.graph.user', ...user }] : []);

  const put = (group: string, body: unknown) => {
    const reference = typeof body === 'object' && body !== null && '@odata.id' in body ? String(body['@odata.id']) : '';
    const user = reference.startsWith(`${v1}/directoryObjects/`) ? reference.slice(`${v1}/directoryObjects/`.length) : '';
    if (!groupBy(group) || !userBy(user)) return missing(user);
    if (tenant.memberships.has(group, user))
      return error(400, 'Request_BadRequest', "One or more added object references already exist for the following modified properties: 'members'.");
    tenant.memberships.set(group, user, true);
    return new HttpResponse(null, { status: 204 });
  };

  const handlers: readonly HttpHandler[] = [
    http.post(tokenUrl, async ({ request }) => giveToken(new URLSearchParams(await request.text()))),
    http.get(`${v1}/users`, ({ request }) =>
      guarded(request, 'User.Read.All', () => filtered(request, tenant.users, ['mail', 'userPrincipalName', 'proxyAddresses'])),
    ),
    http.get(`${v1}/users/:id/manager`, ({ request, params }) =>
      guarded(request, 'User.Read.All', () => {
        const [manager] = asUser(userBy(userBy(params['id'])?.manager));
        return manager ? HttpResponse.json(manager) : error(404, 'Request_ResourceNotFound', "Resource 'manager' does not exist.");
      }),
    ),
    http.get(`${v1}/users/:id/memberOf`, ({ request, params }) =>
      guarded(request, 'GroupMember.ReadWrite.All', () => {
        const role = { '@odata.type': '#microsoft.graph.directoryRole', id: 'a-role', displayName: 'Directory Readers' };
        const groups = () =>
          tenant.memberships
            .groupsOf(String(params['id']))
            .map((id) => ({ '@odata.type': '#microsoft.graph.group', id, displayName: groupBy(id)?.displayName }));
        return page(request, () => [role, ...groups()]);
      }),
    ),
    http.get(`${v1}/groups`, ({ request }) => guarded(request, 'GroupMember.ReadWrite.All', () => filtered(request, tenant.groups, ['displayName']))),
    http.get(`${v1}/groups/:id`, ({ request, params }) =>
      guarded(request, 'GroupMember.ReadWrite.All', () => {
        const group = groupBy(params['id']);
        return group ? HttpResponse.json(group) : missing(params['id']);
      }),
    ),
    http.get(`${v1}/groups/:id/members`, ({ request, params }) =>
      guarded(request, 'GroupMember.ReadWrite.All', () => {
        const device = { '@odata.type': '#microsoft.graph.device', id: 'a-device' };
        return page(request, () => [device, ...tenant.memberships.membersOf(String(params['id'])).flatMap((id) => asUser(userBy(id)))]);
      }),
    ),
    http.post(`${v1}/groups/:id/members/$ref`, ({ request, params }) =>
      guarded(request, 'GroupMember.ReadWrite.All', async () => put(String(params['id']), await request.json())),
    ),
    http.delete(`${v1}/groups/:id/members/:uid/$ref`, ({ request, params }) =>
      guarded(request, 'GroupMember.ReadWrite.All', () => {
        const [group, user] = [String(params['id']), String(params['uid'])];
        if (!tenant.memberships.has(group, user)) return missing(user);
        tenant.memberships.set(group, user, false);
        return new HttpResponse(null, { status: 204 });
      }),
    ),
  ];
  return { handlers, asked, tokens };
}
