import { pino } from 'pino';
import { checkTurnsAway } from '#bot/checking-address.ts';
import type { Checkup } from '#bot/checkup.ts';
import type { Finding } from '#core/finding.ts';
import { createConnector } from './connector.ts';
import { checkPeople, checkTeamChannels, checkTenants } from './doctor-places.ts';
import { endpointsOf } from './endpoints.ts';
import { MESSAGES_PATH } from './naming.ts';
import type { TeamsSettings } from './settings.ts';
import { readKeys } from './signing-keys.ts';

/** What Teams calls itself in the endorsements of keys. */
const CHANNEL = 'msteams';

/** Everything that has to be right before somebody can be helped in Teams, in the order in which it is set up. */
export const checkTeams: Checkup = async ({ config, database, url }) => {
  const { teams } = config;
  if (teams === undefined)
    return [{ what: 'Settings', mend: 'nothing is said of Teams: register the app as docs/teams.md says, then set TEAMS_APP_ID and its like.' }];
  // What Microsoft's SDK says goes nowhere: what matters becomes a finding.
  const { createAdapter } = await import('./adapter.ts');
  const adapter = createAdapter(teams, pino({ level: 'silent' }));
  const places = database
    ? [
        ...(await checkTenants(database, teams)),
        ...(await checkTeamChannels(database, teams, createConnector(teams, adapter.token))),
        await checkPeople(database),
      ]
    : [{ what: 'Tenants, teams and people', mend: 'start Deskside, or set DATABASE_URL: where it was added stands in the database.' }];
  return [
    describe(teams),
    ...(teams.credentials.kind === 'off' ? [] : [await checkKeys(teams), await checkToken(adapter.token)]),
    ...places,
    ...(url === undefined ? [] : [await checkAddress(url)]),
  ];
};

function describe({ credentials, cloud, host, port, tenants }: TeamsSettings): Finding {
  const where = `Teams’ requests are expected at http://${host}:${port}${MESSAGES_PATH}`;
  if (credentials.kind === 'off') return { what: `Settings: authentication is off, for trying things out on this computer only; ${where}` };
  const how = credentials.kind === 'secret' ? 'a client secret' : 'a managed identity';
  const which = cloud === 'public' ? 'the public cloud' : 'the US government’s cloud';
  return { what: `Settings: ${how}, ${which}, ${tenants.length === 1 ? 'one tenant' : `${tenants.length} tenants`}; ${where}` };
}

async function checkKeys(teams: TeamsSettings): Promise<Finding> {
  const { openIdMetadataUrl } = endpointsOf(teams);
  const what = `Microsoft’s keys at ${openIdMetadataUrl}`;
  try {
    const keys = [...(await readKeys(openIdMetadataUrl)).values()];
    const endorsed = keys.filter(({ endorsements }) => endorsements.includes(CHANNEL)).length;
    if (endorsed === 0) return { what, mend: `none of ${keys.length} is for Teams, so nothing would be let in: is TEAMS_CLOUD the right one?` };
    return { what: `${what}: ${endorsed} of ${keys.length} are for Teams` };
  } catch (error) {
    return { what, mend: `they cannot be had (${reasonOf(error)}): let this computer reach it, or every request is answered with 503.` };
  }
}

/** Entra's numbers for what is wrong most often (learn.microsoft.com/entra/identity-platform/reference-error-codes). */
const ADVICE: Readonly<Record<string, string>> = {
  AADSTS7000215: 'TEAMS_APP_PASSWORD is not the secret’s value: make a new one under Certificates & secrets, and copy its Value, not its Secret ID.',
  AADSTS7000222: 'the client secret has run out: make a new one under Certificates & secrets, and set TEAMS_APP_PASSWORD.',
  AADSTS700016: 'there is no such app in that tenant: compare TEAMS_APP_ID and TEAMS_TENANT_ID with the app’s Overview page.',
  AADSTS90002: 'there is no such tenant: copy TEAMS_TENANT_ID from the app’s Overview page, and look at TEAMS_CLOUD.',
};

async function checkToken(token: () => Promise<string | undefined>): Promise<Finding> {
  const what = 'A token for calls to Teams';
  try {
    await token();
    return { what: `${what} can be got` };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const code = /\bAADSTS\d+/.exec(text)?.[0];
    const mend =
      ADVICE[code ?? ''] ?? `Microsoft gives none (${code ?? reasonOf(error)}): look at TEAMS_APP_ID, TEAMS_TENANT_ID and the secret or managed identity.`;
    return { what, mend };
  }
}

async function checkAddress(url: string): Promise<Finding> {
  const path = MESSAGES_PATH.slice(1);
  return await checkTurnsAway(url, { platform: 'Teams', what: 'Messaging endpoint', path, below: MESSAGES_PATH, settings: 'TEAMS_HOST and TEAMS_PORT' });
}

/** The first line, and not all of a long one. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const [line = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  return line.slice(0, 200);
}
