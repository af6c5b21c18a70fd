import { OutsideError } from '#core/errors.ts';

/** Result codes of RFC 4511, as far as they matter here. */
export const RESULT = {
  timeLimitExceeded: 3,
  adminLimitExceeded: 11,
  referral: 10,
  noSuchObject: 32,
  invalidCredentials: 49,
  insufficientAccess: 50,
  busy: 51,
  unavailable: 52,
  objectClassViolation: 65,
  other: 80,
  /** Of the extended operation that asks for TLS, where there is none. */
  protocolError: 2,
  tlsNotSupported: 112,
} as const;

/** The server's own trouble, which passes. */
const PASSING: ReadonlySet<number> = new Set([RESULT.timeLimitExceeded, RESULT.adminLimitExceeded, RESULT.busy, RESULT.unavailable, RESULT.other]);

/** What OpenSSL and Node call a certificate that does not prove who the server is. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA/;

/** No connection came about; nothing was asked. */
export function cannotConnect(where: string, error: unknown): OutsideError {
  const why = codeOf(error) ?? messageOf(error);
  if (UNTRUSTED.test(why))
    return failure(`The directory at ${where} does not prove who it is (${why}), so it was told nothing: LDAP_CA_FILE must name who vouches for it.`, {
      lasting: true,
      cause: error,
    });
  return failure(`The directory at ${where} cannot be reached (${why}).`, { cause: error });
}

/** The server says no before anything was asked of it: to TLS, or to our account. */
export function notLetIn(where: string, code: number, error: Error): OutsideError {
  if (PASSING.has(code)) return failure(`The directory at ${where} is busy (${error.message}).`, { cause: error });
  const why: Readonly<Record<number, string>> = {
    [RESULT.invalidCredentials]: 'The directory does not take Deskside’s account: LDAP_BIND_DN or its password is wrong, or it is locked.',
    [RESULT.protocolError]: `The directory at ${where} offers no TLS (StartTLS), so it was told nothing.`,
    [RESULT.tlsNotSupported]: `The directory at ${where} offers no TLS (StartTLS), so it was told nothing.`,
  };
  return failure(why[code] ?? `The directory at ${where} does not let Deskside’s account in: ${error.message}`, { lasting: true, cause: error });
}

/** The server refuses a question. */
export function notAnswered(base: string, code: number, error: Error): OutsideError {
  if (PASSING.has(code)) return failure(`The directory is busy (${error.message}).`, { cause: error });
  if (code === RESULT.noSuchObject)
    return failure(`There is no “${base}” in the directory, or Deskside’s account may not read it.`, { lasting: true, cause: error });
  return failure(`The directory does not answer what is below “${base}”: ${error.message}`, { lasting: true, cause: error });
}

/** The server refuses a change. */
export function notChanged(dn: string, code: number, error: Error): OutsideError {
  if (PASSING.has(code)) return failure(`The directory is busy (${error.message}).`, { cause: error });
  const why: Readonly<Record<number, string>> = {
    [RESULT.insufficientAccess]: `Deskside’s account may not change the group “${dn}”.`,
    [RESULT.referral]: 'The server that was asked cannot change anything: LDAP_URL must name one that can be written to.',
  };
  return failure(why[code] ?? `The directory does not change the group “${dn}”: ${error.message}`, { lasting: true, cause: error });
}

export function lasting(message: string): OutsideError {
  return failure(message, { lasting: true });
}

export function failure(message: string, options: { readonly lasting?: boolean; readonly cause?: unknown } = {}): OutsideError {
  return new OutsideError(message, { outcome: 'not_done', ...options });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
