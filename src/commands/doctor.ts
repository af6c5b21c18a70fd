import { parseArgs } from 'node:util';
import type { Finding } from '#bot/checkup.ts';
import { doctors } from '#bot/doctors.ts';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { databaseHere } from './open-database.ts';

/** `deskside doctor <platform>`: says what is right and what to mend, a line each; exits with 1 when there is something to mend. */
export async function doctor(args: readonly string[]): Promise<void> {
  const { platform, url } = readArguments(args);
  const check = Object.hasOwn(doctors, platform) ? doctors[platform] : undefined;
  if (!check) throw new DeskError('setup', { userMessage: help() });
  const config = readConfig(process.env);
  const database = databaseHere(config);
  try {
    const findings = await check({ config, database, clock: { now: () => new Date() }, url });
    process.stdout.write(findings.map(line).join(''));
    if (findings.some(({ mend }) => mend !== undefined)) process.exitCode = 1;
  } finally {
    await database?.close();
  }
}

function line({ what, mend }: Finding): string {
  return mend === undefined ? `ok    ${what}\n` : `mend  ${what}: ${mend}\n`;
}

function help(): string {
  return `Use: doctor <platform>, with --url https://… to try the address it is reached at. Platforms: ${Object.keys(doctors).join(', ')}.`;
}

function readArguments(args: readonly string[]): { platform: string; url: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { url: { type: 'string' } }, allowPositionals: true });
    if (positionals.length !== 1) throw new Error('one platform');
    return { platform: positionals[0] ?? '', url: values.url };
  } catch (error) {
    throw new DeskError('setup', { userMessage: help(), cause: error });
  }
}
