import { z } from 'zod';
import { OutsideError } from '#core/errors.ts';
import { placeOfConversation, type TeamsActivity, type TurnAnswer } from './activity.ts';
import type { Inward } from './arrival.ts';
import { isWay, welcome } from './help.ts';
import { toActivity } from './message.ts';
import { placeOf, remember } from './visiting.ts';

const DONE: TurnAnswer = { status: 200 };
const IN_A_TEAM =
  'Hello! I am your IT service desk. If a support team is to get its tickets in a channel here, an administrator runs “deskside channel” with that channel’s link (… next to its name, then “Get link to channel”).';

const chosen = z.looseObject({ settings: z.looseObject({ selectedChannel: z.looseObject({ id: z.string() }) }) });

/** The app was added for somebody or to a team, or taken away (`installationUpdate`). */
export async function takeInstallation(deps: Inward, tenant: string, activity: TeamsActivity): Promise<TurnAnswer> {
  const { action = '', recipient } = activity;
  const { room, direct } = placeOf(activity);
  if (action.startsWith('remove')) await deps.conversations.close(tenant, room);
  if (!action.startsWith('add')) return DONE;
  await remember(deps, tenant, activity);
  if (action !== 'add') return DONE;
  await quietly(deps, 'a welcome could not be said', async () => {
    if (direct) await deps.connector.post(await deps.conversations.spot(tenant, { room }), suggesting(deps, activity));
    else if (activity.channelData?.team) await inTeam(deps, tenant, activity);
  });
  deps.log.info({ tenant, room, bot: recipient?.id }, 'the app was added in Teams');
  return DONE;
}

/** In the channel that was chosen when the app was added; who is in the team is learned, for Teams tells it only then. */
async function inTeam(deps: Inward, tenant: string, activity: TeamsActivity): Promise<void> {
  const room = chosen.safeParse(activity.channelData).data?.settings.selectedChannel.id ?? placeOf(activity).room;
  const spot = await deps.conversations.spot(tenant, { room });
  await deps.users.learn(tenant, await deps.connector.members(spot));
  await deps.connector.post(spot, toActivity({ text: IN_A_TEAM }));
}

/** The welcome, with what can be written as suggestions under it. */
function suggesting({ desk: { entrances } }: Inward, { from }: TeamsActivity): object {
  const actions = entrances.filter(isWay).flatMap(({ example }) => (example === undefined ? [] : [{ type: 'imBack', title: example, value: example }]));
  return { ...toActivity(welcome(entrances)), ...(actions.length > 0 ? { suggestedActions: { to: [from.id], actions } } : {}) };
}

/** So many new members are asked after at once; of the others the roster tells when they are looked for. */
const LEARNED_MAX = 20;

const GONE = new Set(['teamDeleted', 'teamHardDeleted', 'channelDeleted']);

/** Who is in a conversation changed, or the conversation itself (`conversationUpdate`). */
export async function takeUpdate(deps: Inward, tenant: string, activity: TeamsActivity): Promise<TurnAnswer> {
  const { membersAdded = [], membersRemoved = [], recipient, channelData, conversation } = activity;
  const { room } = placeOfConversation(channelData?.channel?.id ?? conversation.id);
  if (GONE.has(channelData?.eventType ?? '') || membersRemoved.some(({ id }) => id === recipient?.id)) {
    await deps.conversations.close(tenant, room);
    return DONE;
  }
  // In a personal chat it is told of the one person in it.
  await remember(deps, tenant, activity);
  for (const { id, aadObjectId } of membersAdded.filter((member) => member.id !== recipient?.id).slice(0, LEARNED_MAX)) {
    await quietly(deps, 'a new member could not be learned', async () => void (await deps.users.user(tenant, room, { id, aadObjectId })));
  }
  return DONE;
}

/** What Teams does not do now is found out later, when it is needed. */
async function quietly({ log }: Inward, what: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    log.warn({ err: error }, what);
  }
}
