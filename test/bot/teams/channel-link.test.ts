import { describe, expect, test } from 'vitest';
import { readChannelLink } from '#bot/teams/channel-link.ts';

const TENANT = '0b7f3c3e-1f57-4d43-9c0e-7a0f5f3f2a11';
const ROOM = '19:9f3a2b1c@thread.tacv2';
const at = (host: string, room = '19%3A9f3a2b1c%40thread.tacv2', query = `groupId=${TENANT}&tenantId=${TENANT}`) =>
  `https://${host}/l/channel/${room}/IT%20devices?${query}`;

describe('a link to a channel', () => {
  test.each(['teams.microsoft.com', 'teams.cloud.microsoft', 'gov.teams.microsoft.us', 'dod.teams.microsoft.us'])('of %s is read', (host) => {
    expect(readChannelLink(at(host))).toEqual({ workspace: TENANT, room: ROOM });
  });

  test('is read as well when its signs are not escaped, and in any letters', () => {
    expect(readChannelLink(at('teams.microsoft.com', ROOM, `tenantId=${TENANT.toUpperCase()}`))).toEqual({ workspace: TENANT, room: ROOM });
  });

  test.each([
    ['of another host', at('teams.microsoft.com.evil.example')],
    ['not by https', at('teams.microsoft.com').replace('https', 'http')],
    ['to a chat', `https://teams.microsoft.com/l/chat/19%3Aabc%40thread.v2/0?tenantId=${TENANT}`],
    ['to a team', `https://teams.microsoft.com/l/team/19%3Aabc%40thread.tacv2/conversations?tenantId=${TENANT}`],
    ['without a tenant', at('teams.microsoft.com', undefined, 'groupId=1')],
    ['to something odd', at('teams.microsoft.com', '19%3A..%2F..%40thread.tacv2')],
    ['that is half escaped', at('teams.microsoft.com', '19%3')],
    ['that is none', 'devices'],
  ])('%s is not', (_, link) => {
    expect(readChannelLink(link)).toBeUndefined();
  });
});
