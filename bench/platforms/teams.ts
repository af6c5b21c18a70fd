import { randomUUID } from 'node:crypto';
import type { Asked, BenchPlatform } from './measure.ts';

const TENANT = '00000000-0000-0000-0000-00000000000a';

/** Without tokens: what checking one costs is measured apart. */
export const teams: BenchPlatform = {
  name: 'Teams',
  perSecond: 100,
  env: (_, port) => ({ TEAMS_AUTH: 'off', TEAMS_PORT: String(port) }),
  greeting: (person, api) => ({ path: '/api/messages', headers: {}, body: JSON.stringify(greeting(person, api)) }),
  answer,
};

const objectId = (person: number) => `00000000-0000-0000-0000-${String(person).padStart(12, '0')}`;

function greeting(person: number, api: string): object {
  return {
    type: 'message',
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl: `${api}/`,
    from: { id: `29:${person}`, aadObjectId: objectId(person), name: `Person ${person}` },
    recipient: { id: '28:bot', name: 'Deskside' },
    conversation: { id: `a:${person}`, conversationType: 'personal', tenantId: TENANT },
    text: 'hi',
    textFormat: 'plain',
    channelData: { tenant: { id: TENANT } },
  };
}

/** Who somebody is, and when something was posted in their chat. */
function answer({ method, path }: Asked, posted: (person: number) => void): object {
  const [, room = '', what = ''] = /\/conversations\/([^/]+)\/(\w+)/.exec(decodeURIComponent(path)) ?? [];
  const person = Number(room.slice(2));
  if (what === 'members') {
    const email = `person${person}@bench.test`;
    return { id: `29:${person}`, aadObjectId: objectId(person), name: `Person ${person}`, email, userPrincipalName: email, userRole: 'user', tenantId: TENANT };
  }
  if (what === 'activities' && method === 'POST') posted(person);
  return { id: randomUUID() };
}
