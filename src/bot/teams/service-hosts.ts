import type { TeamsCloud, TeamsSettings } from './settings.ts';

type Known = Pick<TeamsSettings, 'cloud' | 'credentials' | 'stand'>;

/** Of the Bot Connector. What begins with a dot stands for all hosts below it. */
const CONNECTORS: Readonly<Record<TeamsCloud, readonly string[]>> = {
  public: ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com', '.botframework.com'],
  us_government: ['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us', '.botframework.azure.us'],
};
/** Of the document libraries in which Teams keeps what is sent in chats. */
const LIBRARIES: Readonly<Record<TeamsCloud, readonly string[]>> = { public: ['.sharepoint.com'], us_government: ['.sharepoint.us'] };
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether that is an address of Teams' own connector: the bot's token goes nowhere else. */
export function isAllowedService(url: string, settings: Known): boolean {
  return isAmong(url, settings, settings.stand?.service, CONNECTORS[settings.cloud]);
}

/** Whether a file that was shared in Teams may be fetched from there. It never sees the token. */
export function isFileHost(url: string, settings: Known): boolean {
  return isAmong(url, settings, settings.stand?.files, LIBRARIES[settings.cloud]);
}

function isAmong(url: string, { credentials, stand }: Known, standing: string | undefined, hosts: readonly string[]): boolean {
  const asked = URL.parse(url);
  if (!asked || asked.username !== '' || asked.password !== '') return false;
  if (stand) return asked.origin === standing;
  if (credentials.kind === 'off') return asked.protocol === 'http:' && LOOPBACK.has(asked.hostname);
  return (
    asked.protocol === 'https:' && asked.port === '' && hosts.some((host) => (host.startsWith('.') ? asked.hostname.endsWith(host) : asked.hostname === host))
  );
}
