import { z } from 'zod';
import { retryAfter } from '../outside.ts';
import type { Timing } from '../timing.ts';
import { createWebApi, type Asked, type WebApi } from '../web-api.ts';
import type { EntraSettings } from './settings.ts';
import { createEntraTokens } from './token.ts';

export const NAME = 'Microsoft Entra';

/** What a call that is not allowed misses. */
export const NEEDS = {
  people: 'the app registration needs the application permission User.Read.All, with an administrator’s consent',
  groups: 'the app registration needs the application permission GroupMember.ReadWrite.All, with an administrator’s consent',
} as const;

/** The most that Graph gives at once. */
export const PAGE = '999';

const failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const page = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() });

/** Microsoft Graph v1.0. */
export function createGraph(settings: EntraSettings, timing: Timing): WebApi {
  return createWebApi({
    directory: NAME,
    base: `${settings.graphUrl}/v1.0`,
    tokens: createEntraTokens(NAME, settings, timing),
    said: (json) => {
      const { data } = failure.safeParse(json);
      return data && `${data.error.code}: ${data.error.message}`;
    },
    waitSeconds: retryAfter,
  });
}

/** A collection of Graph, whole. */
export async function collection<T>(graph: WebApi, item: z.ZodType<T>, asked: Asked): Promise<T[]> {
  return await graph.all(asked, (answer) => {
    const { value, '@odata.nextLink': next } = graph.read(page, asked, answer);
    return { items: graph.read(z.array(item), asked, { ...answer, json: value }), next };
  });
}

/** Text in a filter of OData, where an apostrophe is doubled. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
