import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DeskError } from '#core/errors.ts';
import { MESSAGES_PATH } from './naming.ts';
import { teamsPackage } from './package.ts';
import { teamsFields } from './settings.ts';

const HELP = 'Use: teams package --url https://desk.example.com [--out deskside-teams.zip]. It needs TEAMS_APP_ID.';
const FILE = 'deskside-teams.zip';

type Environment = Readonly<Record<string, string | undefined>>;

/** `deskside teams package …`: writes what is uploaded to Teams. @throws DeskError `setup` */
export async function packTeams(args: readonly string[], env: Environment): Promise<void> {
  const { url, out } = readArguments(args);
  const bytes = teamsPackage({ appId: appIdOf(env), url, version: await ownVersion() });
  try {
    await writeFile(out, bytes);
  } catch (error) {
    throw new DeskError('setup', { userMessage: `${out} cannot be written.`, cause: error });
  }
  process.stdout.write(`${out} is ready to be uploaded. In Azure, the bot’s messaging endpoint is ${url.replace(/\/+$/, '')}${MESSAGES_PATH}\n`);
}

function readArguments(args: readonly string[]): { readonly url: string; readonly out: string } {
  try {
    const options = { url: { type: 'string' }, out: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.length !== 1 || positionals[0] !== 'package' || values.url === undefined) throw new Error('one verb, and an address');
    return { url: values.url, out: values.out ?? FILE };
  } catch (error) {
    throw new DeskError('setup', { userMessage: HELP, cause: error });
  }
}

/** Only the id is needed: whoever makes the package need not know the secret. */
function appIdOf({ TEAMS_APP_ID: given }: Environment): string {
  const { data: appId, error } = teamsFields.TEAMS_APP_ID.safeParse(given === '' ? undefined : given);
  if (error) throw new DeskError('setup', { userMessage: `TEAMS_APP_ID ${error.issues[0]?.message ?? 'is wrong'}.` });
  if (appId === undefined) throw new DeskError('setup', { userMessage: 'TEAMS_APP_ID is needed: the application id of the app registration (docs/teams.md).' });
  return appId;
}

async function ownVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };
  return version;
}
