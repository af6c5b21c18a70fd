import type { AppsManifestCreateArguments } from '@slack/web-api';
import { stringify } from 'yaml';
import { DeskError } from '#core/errors.ts';
import { botEvents, scopeNames } from './scopes.ts';

export type Manifest = AppsManifestCreateArguments['manifest'];
type BotScope = NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>[number];

/** Where Slack reaches Deskside: at an address of ours, or over a connection that we open. */
export type Reached = { readonly url: string } | { readonly socket: true };

const NAME = 'Deskside';

/** What is offered before somebody has written anything; at most four. */
const PROMPTS = [
  { title: 'Something is broken', message: 'My laptop does not start' },
  { title: 'How are my requests?', message: 'How do my requests stand?' },
  { title: 'Talk to a person', message: 'I would like to talk to a person' },
  { title: 'What can you do?', message: 'What can you help me with?' },
];

/**
 * What Slack must know of Deskside, in the words of its app manifest (docs.slack.dev/reference/app-manifest).
 * @throws DeskError `setup` for an address that Slack would not take.
 */
export function slackManifest(reached: Reached): Manifest {
  const base = 'url' in reached ? publicAddress(reached.url) : undefined;
  const at = base === undefined ? {} : { request_url: `${base}/slack/events` };
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: { name: NAME, description: 'Get help from IT: say what is wrong, in your own words.', background_color: '#1f3a5f' },
    features: {
      bot_user: { display_name: NAME, always_online: true },
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      agent_view: { agent_description: 'Takes requests to IT, brings them to the right team, and says how they stand.', suggested_prompts: PROMPTS },
      slash_commands: [
        {
          command: '/it',
          ...(base === undefined ? {} : { url: `${base}/slack/events` }),
          description: 'Ask IT for something',
          usage_hint: 'what is wrong, or: help',
          should_escape: true,
        },
      ],
      shortcuts: [
        { name: 'New IT ticket', type: 'global', callback_id: 'new_ticket', description: 'Tell IT what is wrong' },
        { name: 'Create ticket', type: 'message', callback_id: 'ticket_from_message', description: 'Make an IT ticket of this message' },
      ],
    },
    oauth_config: {
      ...(base === undefined ? {} : { redirect_urls: [`${base}/slack/oauth_redirect`] }),
      // The package's own list of scopes lacks assistant:write, which agent_view needs.
      scopes: { bot: scopeNames as BotScope[] },
    },
    settings: {
      event_subscriptions: { ...at, bot_events: Object.keys(botEvents) as (keyof typeof botEvents)[] },
      // What is looked up while a long list of a form is filled comes to the same address.
      interactivity: { is_enabled: true, ...at, ...(base === undefined ? {} : { message_menu_options_url: `${base}/slack/events` }) },
      org_deploy_enabled: true,
      socket_mode_enabled: base === undefined,
      // Slack never takes this back once it is on, so it is the admin's own decision.
      token_rotation_enabled: false,
    },
  };
}

/** The manifest as the file that is pasted into Slack's page. */
export function slackManifestFile(reached: Reached): string {
  const option = 'url' in reached ? `--url ${reached.url}` : '--socket';
  return `# Made by: deskside slack manifest ${option}\n${stringify(slackManifest(reached), { lineWidth: 0, singleQuote: true })}`;
}

function publicAddress(text: string): string {
  const url = URL.parse(text);
  if (!url || url.protocol !== 'https:' || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new DeskError('setup', { userMessage: 'Slack needs an address that starts with https://, such as https://desk.example.com.' });
  return url.href.replace(/\/+$/, '');
}
