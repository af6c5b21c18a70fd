import { createTokens, type Tokens } from '../access-token.ts';
import { assertionForm, clientAssertion } from '../client-assertion.ts';
import type { Timing } from '../timing.ts';
import type { EntraSettings } from './settings.ts';

/** Client credentials; the assertion is as “Microsoft identity platform application authentication certificate credentials” wants it. */
export function createEntraTokens(directory: string, settings: EntraSettings, timing: Timing): Tokens {
  const { tenantId, clientId, credential, loginUrl, graphUrl } = settings;
  const url = `${loginUrl}/${tenantId}/oauth2/v2.0/token`;
  const proof = () => {
    if (credential.kind === 'secret') return { client_secret: credential.secret };
    const { key, thumbprint } = credential;
    const keyHeader = { 'x5t#S256': thumbprint };
    return assertionForm(clientAssertion({ clientId, audience: url, key, algorithm: 'PS256', keyHeader, now: timing.now() }));
  };
  const form = () => ({ grant_type: 'client_credentials', client_id: clientId, scope: `${graphUrl}/.default`, ...proof() });
  return createTokens({ directory, url, form }, timing);
}
