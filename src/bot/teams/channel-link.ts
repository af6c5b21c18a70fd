import { z } from 'zod';

const HOSTS = new Set(['teams.microsoft.com', 'teams.cloud.microsoft', 'gov.teams.microsoft.us', 'dod.teams.microsoft.us']);
/** `/l/channel/<id>/<name>`, the id with its colon and at sign escaped. */
const PATH = /^\/l\/channel\/([^/]+)(?:\/|$)/;
const ID = /^19:[\w-]+@thread\.(?:tacv2|skype)$/;

/** What "Get link to channel" gives, as a channel of a tenant; undefined for anything else. */
export function readChannelLink(link: string): { readonly workspace: string; readonly room: string } | undefined {
  const url = URL.parse(link);
  if (url?.protocol !== 'https:' || !HOSTS.has(url.hostname)) return undefined;
  const room = unescaped(PATH.exec(url.pathname)?.[1] ?? '');
  const workspace = z.guid().safeParse(url.searchParams.get('tenantId')).data;
  return ID.test(room) && workspace !== undefined ? { workspace: workspace.toLowerCase(), room } : undefined;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
