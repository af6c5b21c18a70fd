import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

const installed = spawnSync('openssl', ['version']).status === 0;

/** Why tests with TLS cannot run here, to be added to their names; empty when they can. In CI a missing OpenSSL fails. */
export const noOpenssl = !installed && process.env['CI'] === undefined ? ' (skipped: OpenSSL is not installed; apt-get install openssl)' : '';

/** Paths of files. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];

/** A certificate for `localhost`, and for its address unless only the name is wanted, that nobody knows: it vouches for itself. */
export function makeCertificate(names = 'DNS:localhost,IP:127.0.0.1', kind: readonly string[] = EC): Certificate & { readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-certificate-'));
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  const subject = ['-subj', '/CN=localhost', '-addext', `subjectAltName=${names}`];
  const made = spawnSync('openssl', ['req', '-x509', ...kind, '-nodes', '-days', '1', ...subject, '-keyout', files.key, '-out', files.cert], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`openssl: ${made.stderr}`, { cause: made.error });
  return { ...files, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What `NODE_EXTRA_CA_CERTS` does for a process that starts, for this one, which has started. */
export function trust({ cert }: Certificate): void {
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(cert, 'utf8')]);
}
