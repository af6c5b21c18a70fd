import { activitySchema, type TeamsActivity, type TurnAnswer } from './activity.ts';
import type { Inward } from './arrival.ts';
import { takeConsent } from './consents.ts';
import { takeFetch, takeSubmit } from './dialogs.ts';
import { takeExtensionFetch, takeExtensionSubmit } from './extension.ts';
import { takeInstallation, takeUpdate } from './installs.ts';
import { takeChange, takeMessage } from './messages.ts';
import { takePress } from './presses.ts';
import { isAllowedService } from './service-hosts.ts';

type Take = (deps: Inward, tenant: string, activity: TeamsActivity) => Promise<TurnAnswer>;

/** What each kind of activity is for. Reactions are not among them: Teams tells a bot only of those to its own messages. */
const ACTIVITIES: Readonly<Record<string, Take>> = {
  message: takeMessage,
  messageUpdate: takeChange,
  messageDelete: takeChange,
  installationUpdate: takeInstallation,
  conversationUpdate: takeUpdate,
};

/** By name; they want an answer at once. */
const INVOKES: Readonly<Record<string, Take>> = {
  'adaptiveCard/action': takePress,
  'fileConsent/invoke': takeConsent,
  'task/fetch': takeFetch,
  'task/submit': takeSubmit,
  'composeExtension/fetchTask': takeExtensionFetch,
  'composeExtension/submitAction': takeExtensionSubmit,
};

/** An activity whose sender has been checked, from its refusal to its answer. @throws whatever hindered it: Teams delivers it again */
export async function takeTurn(deps: Inward, given: object): Promise<TurnAnswer> {
  const { data: activity, error } = activitySchema.safeParse(given);
  if (!activity) {
    const problem = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    deps.log.warn({ problem }, 'an activity of Teams that cannot be read');
    return { status: 400 };
  }
  const tenant = allowedTenant(deps, activity);
  if (tenant === undefined || !isAllowedService(activity.serviceUrl, deps.settings)) {
    deps.log.warn({ tenant: tenantsOf(activity), service: activity.serviceUrl }, 'an activity of a tenant or service that is not let in');
    return { status: 403 };
  }
  return await takerOf(activity)(deps, tenant, activity);
}

function takerOf({ type, name = '' }: TeamsActivity): Take {
  const takers = type === 'invoke' ? INVOKES : ACTIVITIES;
  const taker = Object.hasOwn(takers, type === 'invoke' ? name : type) ? takers[type === 'invoke' ? name : type] : undefined;
  return taker ?? (async () => await Promise.resolve({ status: type === 'invoke' ? 501 : 200 }));
}

/** Every place in which Teams names the tenant must name the same one, and it must be let in. */
function allowedTenant({ settings: { tenants, credentials } }: Inward, activity: TeamsActivity): string | undefined {
  const [tenant, ...others] = new Set(tenantsOf(activity));
  if (tenant === undefined || others.length > 0) return undefined;
  return credentials.kind === 'off' || tenants.includes(tenant) ? tenant : undefined;
}

function tenantsOf({ channelData, conversation }: TeamsActivity): string[] {
  return [channelData?.tenant?.id, conversation.tenantId].filter((id) => id !== undefined);
}
