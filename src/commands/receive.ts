import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Replayed } from '#bot/replay.ts';
import { replays } from '#bot/replays.ts';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';

/** `deskside receive <platform> <file>`: sends a captured payload to the Deskside that runs here; exits with 1 when it was not taken. */
export async function receive(args: readonly string[]): Promise<void> {
  const [platform, file] = readArguments(args);
  const replay = Object.hasOwn(replays, platform) ? replays[platform] : undefined;
  if (!replay) throw new DeskError('setup', { userMessage: help() });
  const answer = await replay({ config: readConfig(process.env) }, await readPayload(file));
  process.stdout.write(describe(answer));
  if (answer.status < 200 || answer.status > 299) process.exitCode = 1;
}

function describe({ sent, status, ms, headers, body }: Replayed): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [sent, `${status} in ${ms} ms`, ...lines, '', body === '' ? '(nothing more)' : readable(body), ''].join('\n');
}

function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

async function readPayload(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new DeskError('setup', { userMessage: `${file} ${why}.`, cause: error });
  }
}

function help(): string {
  return `Use: receive <platform> <file>, where the file holds what the platform sent, as JSON. Platforms: ${Object.keys(replays).join(', ')}.`;
}

function readArguments(args: readonly string[]): [platform: string, file: string] {
  try {
    const [platform, file, ...more] = parseArgs({ args: [...args], allowPositionals: true }).positionals;
    if (platform === undefined || file === undefined || more.length > 0) throw new Error('two words');
    return [platform, file];
  } catch (error) {
    throw new DeskError('setup', { userMessage: help(), cause: error });
  }
}
