import { DeskError } from '#core/errors.ts';
import { ACCENT_COLOR, APP_NAME, CREATE_TICKET } from './naming.ts';

/** New enough for all that Deskside uses, old enough for every tenant. */
const SCHEMA_VERSION = '1.22';
const SCHEMA = `https://developer.microsoft.com/json-schemas/teams/v${SCHEMA_VERSION}/MicrosoftTeams.schema.json`;

interface Command {
  /** It is what is sent, so it reads as if somebody had written it. */
  readonly title: string;
  readonly description: string;
}

const HELP: Command = { title: 'help', description: 'What I can do for you' };
/** What can be written instead of words, in a personal chat. */
const WAYS: readonly Command[] = [
  { title: 'new', description: 'Report a problem with a form' },
  { title: 'my', description: 'See your requests and how they stand' },
  { title: 'license', description: 'Get a license for a program' },
  { title: 'password', description: 'Get a new password' },
  { title: 'equipment', description: 'Get a device or something for it' },
  { title: 'access', description: 'Get access to something' },
  { title: 'home', description: 'Everything of yours on one page' },
];
/** Anywhere. Teams suggests these before somebody has written anything. */
const WORDS: readonly Command[] = [
  { title: 'My laptop does not start', description: 'Say what is broken' },
  { title: 'I would like to talk to a person', description: 'A colleague from IT writes to you' },
];

/** What a team's owner is asked for when Deskside is added to the team. Without it Deskside hears only what names it. */
export const RSC_PERMISSIONS = {
  'ChannelMessage.Read.Group': 'Hears replies in the threads under tickets, and edits of them, without being mentioned each time.',
} as const;

export interface ManifestInput {
  /** Of the app registration; it names the app in Teams, too. */
  readonly appId: string;
  /** Where people can read about Deskside; Teams wants one. */
  readonly url: string;
  /** Teams takes an update only with a higher one. */
  readonly version: string;
}

/**
 * What Teams must know of Deskside, in the words of its app manifest (learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema).
 * @throws DeskError `setup` for an address that Teams would not take
 */
export function teamsManifest({ appId, url, version }: ManifestInput): object {
  const base = publicAddress(url);
  return {
    $schema: SCHEMA,
    manifestVersion: SCHEMA_VERSION,
    version,
    id: appId,
    developer: { name: APP_NAME, websiteUrl: base.href, privacyUrl: base.href, termsOfUseUrl: base.href },
    name: { short: APP_NAME, full: `${APP_NAME}, the IT service desk` },
    description: {
      short: 'Get help from IT: say what is wrong, in your own words.',
      full:
        `Write to ${APP_NAME} what is wrong. It asks for what is missing, brings your request to the right team, and shows how it stands on one card. ` +
        'Teams of IT work on requests in a channel of theirs, with a thread for each.',
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: ACCENT_COLOR,
    bots: [bot(appId)],
    composeExtensions: [messageExtension(appId)],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [base.hostname],
    webApplicationInfo: { id: appId },
    authorization: { permissions: { resourceSpecific: Object.keys(RSC_PERMISSIONS).map((name) => ({ name, type: 'Application' })) } },
  };
}

function bot(appId: string): object {
  return {
    botId: appId,
    scopes: ['personal', 'team', 'groupChat'],
    supportsFiles: true,
    isNotificationOnly: false,
    commandLists: [
      { scopes: ['personal'], commands: [HELP, ...WAYS, ...WORDS] },
      { scopes: ['team', 'groupChat'], commands: [HELP, ...WORDS] },
    ],
  };
}

function messageExtension(appId: string): object {
  const { id, title, description } = CREATE_TICKET;
  return { botId: appId, commands: [{ id, type: 'action', title, description, context: ['message', 'compose', 'commandBox'], fetchTask: true }] };
}

function publicAddress(text: string): URL {
  const url = URL.parse(text);
  if (!url || url.protocol !== 'https:' || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new DeskError('setup', { userMessage: 'Teams needs an address that starts with https://, such as https://desk.example.com.' });
  return url;
}
