import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#lib/free-port.ts';
import type { LdapFlavor } from '#directory/ldap/settings.ts';
import { makeCertificate, type Certificate } from '../certificate.ts';
import { runServer } from '../child-server.ts';
import { DESKSIDE, GROUPS, SUFFIX, type LdapRecord } from './entries.ts';

const SLAPD = '/usr/sbin/slapd';
/** Where Debian puts what belongs to it. */
const MODULES = '/usr/lib/ldap';
const SCHEMA = '/etc/ldap/schema';
const installed = [SLAPD, MODULES, SCHEMA].every((path) => existsSync(path)) && spawnSync('openssl', ['version']).status === 0;

/** Why tests with a real OpenLDAP cannot run here, to be added to their names; empty when they can. In CI a missing one fails. */
export const noSlapd = !installed && process.env['CI'] === undefined ? ' (skipped: OpenLDAP or OpenSSL is not installed; apt-get install slapd openssl)' : '';

export type Slapd = Awaited<ReturnType<typeof startSlapd>>;

/** A real OpenLDAP of its own on free ports, with TLS and nothing without it; it can be stopped and started again. */
export async function startSlapd(flavor: LdapFlavor, entries: readonly LdapRecord[]) {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-ldap-'));
  const certificate = makeCertificate();
  const [plain, secure] = [await freePort(), await freePort()];
  const config = join(folder, 'slapd.conf');
  mkdirSync(join(folder, 'data'));
  writeFileSync(config, configOf(folder, flavor, certificate));
  writeFileSync(join(folder, 'entries.ldif'), entries.map(ldifOf).join('\n'));
  const added = spawnSync(SLAPD, ['-T', 'add', '-q', '-f', config, '-l', join(folder, 'entries.ldif')], { encoding: 'utf8' });
  if (added.status !== 0) throw new Error(`slapadd: ${added.stderr}`, { cause: added.error });
  const start = async () => await launch(config, plain, secure);
  let running = await start();
  return {
    certificate,
    /** With TLS from the first byte. */
    url: `ldaps://localhost:${secure}`,
    /** Where StartTLS comes first. */
    plainUrl: `ldap://localhost:${plain}`,
    stop: async () => await running.stop(),
    start: async () => void (running = await start()),
    /** Stops it in its tracks, or lets it go on: connections stay open, and nothing is answered. */
    freeze: (frozen: boolean) => running.signal(frozen ? 'SIGSTOP' : 'SIGCONT'),
    end: async () => {
      await running.stop();
      certificate.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One process, when it listens. */
async function launch(config: string, plain: number, secure: number) {
  const { server, ended } = runServer(SLAPD, ['-d', '0', '-f', config, '-h', `ldap://localhost:${plain} ldaps://localhost:${secure}`]);
  const stop = async () => {
    server.kill('SIGKILL');
    await ended;
  };
  for (const patience = AbortSignal.timeout(20_000); !(await listens(secure)); await pause(20)) {
    if (server.exitCode === null && !patience.aborted) continue;
    await stop();
    throw new Error(`slapd does not listen: ${await ended}`);
  }
  return { stop, signal: (name: NodeJS.Signals) => server.kill(name) };
}

async function listens(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(port, 'localhost');
    socket.once('connect', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });
}

/** Deskside's account may read all but passwords, and write the members of groups: what the manual asks for. */
function configOf(folder: string, flavor: LdapFlavor, { cert, key }: Certificate): string {
  return `
${['core', 'cosine', 'inetorgperson'].map((name) => `include ${SCHEMA}/${name}.schema`).join('\n')}
${flavor === 'active_directory' ? ACTIVE_DIRECTORY : ''}
modulepath ${MODULES}
moduleload back_mdb
moduleload ppolicy
pidfile ${folder}/slapd.pid
TLSCertificateFile ${cert}
TLSCertificateKeyFile ${key}
security ssf=128
database mdb
suffix "${SUFFIX}"
directory ${folder}/data
maxsize 104857600
dbnosync
index objectClass,mail,cn,member eq
overlay ppolicy
access to attrs=userPassword by anonymous auth by * none
access to dn.subtree="${GROUPS}" attrs=member,uniqueMember by dn.exact="${DESKSIDE}" write by * break
access to * by dn.exact="${DESKSIDE}" read
`;
}

/** As much of Active Directory's schema as is asked for; OpenLDAP knows its rule for bits by the same number. */
const ACTIVE_DIRECTORY = `
attributetype ( 1.1.2.1.1 NAME 'userAccountControl' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.1.2.1.2 NAME 'userPrincipalName' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
objectclass ( 1.1.2.2.1 NAME 'user' SUP inetOrgPerson STRUCTURAL MAY ( distinguishedName $ userAccountControl $ userPrincipalName ) )
objectclass ( 1.1.2.2.2 NAME 'group' SUP top STRUCTURAL MUST cn MAY ( distinguishedName $ member ) )
`;

function ldifOf({ dn, ...attributes }: LdapRecord): string {
  const lines = Object.entries(attributes).flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const));
  return [['dn', dn] as const, ...lines].map(([name, value]) => `${name}:: ${Buffer.from(value).toString('base64')}\n`).join('');
}
