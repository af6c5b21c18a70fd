import type { Address } from '#core/chat-event.ts';
import type { Post } from '#core/card.ts';
import { OutsideError } from '#core/errors.ts';
import type { FrontEnd, Target } from '#core/front-end.ts';
import { accountOn } from '#store/people.ts';
import { PLATFORM, userIn, type Inward } from './arrival.ts';
import { asOutside, calling, slackError } from './client.ts';
import { findDelivery, marked } from './deliveries.ts';
import { checkBlocks } from './limits.ts';
import { toSlackMessage } from './message.ts';
import { describeUser } from './users.ts';

type Outward = Pick<FrontEnd, 'findUser' | 'direct' | 'send' | 'find' | 'update'>;

/** Nothing is drawn as a preview that nobody asked for, and no word is taken for mark-up. */
const PLAIN = { unfurl_links: false, unfurl_media: false, link_names: false, parse: 'none' } as const;

export function createOutward(deps: Omit<Inward, 'desk'>): Outward {
  const { workspaces, rooms } = deps;
  return {
    findUser: async (email) => {
      for (const workspace of await workspaces.all()) {
        const user = await findInWorkspace(workspace, email);
        if (user) return { workspace: workspace.id, user };
      }
      return undefined;
    },
    direct: async (id, user) => {
      const workspace = await workspaces.get(id);
      return { platform: PLATFORM, workspace: id, room: await rooms(workspace, user) };
    },
    send: async (target, post, key) => await send(deps, target, post, key),
    find: async (target, key) => {
      // What only one person sees is not kept by Slack, so it is said again.
      if (target.onlyFor !== undefined) return undefined;
      return await findDelivery(await workspaces.get(target.workspace), target, key);
    },
    update: async (address, messageId, post) => await update(deps, address, messageId, post),
  };
}

/** The user with that address who is no stranger there. @throws OutsideError */
export async function findInWorkspace(
  { client, id, organization }: Awaited<ReturnType<Inward['workspaces']['get']>>,
  email: string,
): Promise<string | undefined> {
  try {
    const { user } = await client.users.lookupByEmail({ email });
    if (user?.id === undefined) return undefined;
    return describeUser(user, id, user.id, organization).stranger === undefined ? user.id : undefined;
  } catch (error) {
    if (slackError(error) === 'users_not_found') return undefined;
    throw asOutside('users.lookupByEmail', error);
  }
}

async function send(deps: Omit<Inward, 'desk'>, target: Target, post: Post, key: string): Promise<string> {
  const workspace = await deps.workspaces.get(target.workspace);
  const { username, ...message } = checked(post);
  const where = { channel: target.room, ...(target.thread === undefined ? {} : { thread_ts: target.thread }) };
  if (target.onlyFor !== undefined) {
    const { onlyFor: user } = target;
    const { message_ts: ts } = await calling('chat.postEphemeral', async () => await workspace.client.chat.postEphemeral({ ...where, ...message, user }));
    return ts ?? '';
  }
  const speaker = username === undefined ? {} : { username, ...(await pictureOf(deps, workspace, post)) };
  const { ts } = await calling(
    'chat.postMessage',
    async () => await workspace.client.chat.postMessage({ ...where, ...message, ...PLAIN, ...speaker, metadata: marked(key) }),
  );
  if (ts === undefined) throw new OutsideError('Slack did not say where it posted.', { outcome: 'unknown' });
  return ts;
}

async function update(deps: Omit<Inward, 'desk'>, address: Address, messageId: string, post: Post): Promise<void> {
  const { client } = await deps.workspaces.get(address.workspace);
  const { text, blocks = [] } = checked(post);
  await calling('chat.update', async () => await client.chat.update({ channel: address.room, ts: messageId, text, blocks, link_names: false, parse: 'none' }));
}

/** @throws Error when it is more than Slack takes: then our drawing is wrong, and nothing is left out silently. */
function checked(post: Post): ReturnType<typeof toSlackMessage> {
  const message = toSlackMessage(post);
  const problems = checkBlocks(message.blocks ?? [], 'message');
  if (problems.length > 0) throw new OutsideError(`A message is more than Slack takes: ${problems.join('; ')}`, { outcome: 'not_done', lasting: true });
  return message;
}

/** The picture of whoever's words are passed on, where Slack knows them. It is only a picture: without it the words go out all the same. */
async function pictureOf(deps: Omit<Inward, 'desk'>, workspace: Parameters<typeof userIn>[1], { authorId }: Post): Promise<{ icon_url?: string }> {
  if (authorId === undefined) return {};
  try {
    const account = await accountOn(deps.database.db, authorId, PLATFORM, workspace.id);
    const icon = account === undefined ? undefined : (await userIn(deps, workspace, account)).icon;
    return icon === undefined ? {} : { icon_url: icon };
  } catch (error) {
    deps.log.warn({ err: error }, 'no picture');
    return {};
  }
}
