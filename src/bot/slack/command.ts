import { parseArgs } from 'node:util';
import { DeskError } from '#core/errors.ts';
import { slackManifestFile, type Reached } from './manifest.ts';

const HELP = 'Use: slack manifest --url https://desk.example.com, or slack manifest --socket (no address that Slack can reach is needed then).';

/** `deskside slack manifest …`: prints what is pasted into Slack's page when the app is created. */
export async function slack(args: readonly string[]): Promise<void> {
  process.stdout.write(slackManifestFile(readReached(args)));
  await Promise.resolve();
}

function readReached(args: readonly string[]): Reached {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { url: { type: 'string' }, socket: { type: 'boolean' } }, allowPositionals: true });
    if (positionals.length !== 1 || positionals[0] !== 'manifest') throw new Error('there is one verb');
    if (values.url !== undefined && values.socket === undefined) return { url: values.url };
    if (values.url === undefined && values.socket === true) return { socket: true };
    throw new Error('one of the two');
  } catch (error) {
    throw new DeskError('setup', { userMessage: HELP, cause: error });
  }
}
