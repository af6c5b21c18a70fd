import { randomUUID } from 'node:crypto';
import { signed } from '#test/support/slack/delivery-http.ts';
import type { Asked, BenchPlatform } from './measure.ts';

const SECRET = 'bench';

/** Signed as Slack signs them. */
export const slack: BenchPlatform = {
  name: 'Slack',
  perSecond: 200,
  env: (api, port) => ({ SLACK_API_URL: `${api}/api/`, SLACK_BOT_TOKEN: 'xoxb-bench', SLACK_SIGNING_SECRET: SECRET, SLACK_PORT: String(port) }),
  greeting: (person) => {
    const body = JSON.stringify(greeting(person));
    return { path: '/slack/events', headers: signed(body, SECRET, Math.floor(Date.now() / 1000)), body };
  },
  answer: (asked, posted) => ({ ok: true, ...answer(asked, posted) }),
};

function greeting(person: number): object {
  const ts = (Date.now() / 1000).toFixed(6);
  const event = { type: 'message', channel: `D${person}`, channel_type: 'im', user: `U${person}`, text: 'hi', ts, event_ts: ts, client_msg_id: randomUUID() };
  const authorizations = [{ team_id: 'T1', enterprise_id: null, user_id: 'UBOT', is_bot: true, is_enterprise_install: false }];
  const about = { event_time: Math.floor(Date.now() / 1000), event_id: `Ev${randomUUID()}`, team_id: 'T1', api_app_id: 'A1' };
  return { type: 'event_callback', ...about, event, authorizations };
}

/** Who somebody is, their room, and when something was posted there. */
function answer({ path, text }: Asked, posted: (person: number) => void): object {
  const sent = new URLSearchParams(text);
  const id = sent.get('user') ?? sent.get('users') ?? '';
  switch (path.slice(path.lastIndexOf('/') + 1)) {
    case 'auth.test':
      return { team_id: 'T1', user_id: 'UBOT', bot_id: 'B1' };
    case 'users.info':
      return { user: { id, team_id: 'T1', profile: { email: `person${id.slice(1)}@bench.test`, display_name: id } } };
    case 'users.lookupByEmail':
      return { ok: false, error: 'users_not_found' };
    case 'conversations.open':
      return { channel: { id: id.replace('U', 'D') } };
    case 'chat.postMessage':
      posted(Number(sent.get('channel')?.slice(1)));
      return { ts: `${performance.now()}` };
    default:
      return {};
  }
}
