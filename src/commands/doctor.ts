import { parseArgs } from 'node:util';
import { doctors } from '#bot/doctors.ts';
import { readConfig, type Config } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import type { Finding } from '#core/finding.ts';
import { directoryDoctors } from '#directory/doctors.ts';
import { databaseHere } from './open-database.ts';

/** `deskside doctor <platform>`, or `directory`: says what is right and what to mend, a line each; exits with 1 when there is something to mend. */
export async function doctor(args: readonly string[]): Promise<void> {
  const { what, url } = readArguments(args);
  const findings = await (what === 'directory' ? checkDirectory(readConfig(process.env)) : checkPlatform(what, url));
  process.stdout.write(findings.map(line).join(''));
  if (findings.some(({ mend }) => mend !== undefined)) process.exitCode = 1;
}

async function checkDirectory(config: Config): Promise<readonly Finding[]> {
  const check = directoryDoctors[config.directory];
  return check ? await check(config) : [{ what: 'The built-in directory needs no set-up; DIRECTORY chooses another' }];
}

async function checkPlatform(platform: string, url: string | undefined): Promise<readonly Finding[]> {
  const check = Object.hasOwn(doctors, platform) ? doctors[platform] : undefined;
  if (!check) throw new DeskError('setup', { userMessage: help() });
  const config = readConfig(process.env);
  const database = databaseHere(config);
  try {
    return await check({ config, database, clock: { now: () => new Date() }, url });
  } finally {
    await database?.close();
  }
}

function line({ what, mend }: Finding): string {
  return mend === undefined ? `ok    ${what}\n` : `mend  ${what}: ${mend}\n`;
}

function help(): string {
  return `Use: doctor <platform>, with --url https://… to try the address it is reached at, or doctor directory. Platforms: ${Object.keys(doctors).join(', ')}.`;
}

function readArguments(args: readonly string[]): { what: string; url: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { url: { type: 'string' } }, allowPositionals: true });
    if (positionals.length !== 1) throw new Error('one word');
    return { what: positionals[0] ?? '', url: values.url };
  } catch (error) {
    throw new DeskError('setup', { userMessage: help(), cause: error });
  }
}
