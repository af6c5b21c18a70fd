import type { Installation } from '@slack/bolt';

type Bot = NonNullable<Installation['bot']>;

/** What Slack's library hands over when one workspace has installed Deskside. */
export function ofWorkspace(id: string, bot: Partial<Bot> = {}): Installation {
  return {
    team: { id, name: `Fernwood ${id}` },
    isEnterpriseInstall: false,
    bot: { ...botOf(id), ...bot },
    ...rest(),
  } as Installation;
}

/** The same for a whole organization. */
export function ofOrganization(id: string, bot: Partial<Bot> = {}): Installation {
  return { enterprise: { id, name: `Group ${id}` }, isEnterpriseInstall: true, bot: { ...botOf(id), ...bot }, ...rest() } as Installation;
}

function botOf(id: string): Bot {
  return { token: `xoxb-${id}`, scopes: ['chat:write'], id: `B-${id}`, userId: `U-${id}` };
}

function rest() {
  return { user: { id: 'UADMIN' }, tokenType: 'bot', appId: 'A1', authVersion: 'v2' };
}
