import { botIdOf, membersOf, type Conversation, type Json, type Message, type User, type World } from './state.ts';
import { activityFrom, type Delivered, type DeliverOptions } from './deliver.ts';

/** Somebody in front of their client. */
export interface Actor {
  readonly world: World;
  readonly user: User;
  readonly deliver: (activity: Json, options?: DeliverOptions) => Promise<Delivered>;
  /** The dialog that is open. */
  dialog: OpenDialog | undefined;
  /** What Teams said under what they pressed, to nobody else. */
  readonly notes: string[];
  /** What Teams told them that went wrong. */
  readonly failures: string[];
}

interface OpenDialog {
  readonly title: string;
  readonly card: Json;
  /** Sends it, with what was filled in. */
  readonly send: (data: Json) => Promise<Delivered>;
}

/** A conversation that this person has in their client. @throws Error when they cannot see it */
export function visible({ world, user }: Actor, id: string): Conversation {
  const found = world.conversations.get(id);
  if (!found || !membersOf(world, found).has(user.aadObjectId)) throw new Error(`${user.name} does not see ${id}`);
  return found;
}

export function visibleMessage(actor: Actor, conversationId: string, id: string): { readonly conversation: Conversation; readonly message: Message } {
  const conversation = visible(actor, conversationId);
  const message = conversation.messages.find((each) => each.id === id && !each.isDeleted);
  if (!message) throw new Error(`${actor.user.name} sees no message ${id} in ${conversationId}`);
  return { conversation, message };
}

/** The thread that a message of a channel stands in, or begins. */
export function threadOf({ kind }: Conversation, { thread, id }: Message): string | undefined {
  return kind === 'channel' ? (thread ?? id) : undefined;
}

/** Sends what wants an answer at once. What Teams could not do with the answer is a failure that the person sees. */
export async function invoke(
  actor: Actor,
  conversation: Conversation,
  name: string,
  more: Json & { readonly thread?: string | undefined },
): Promise<Delivered> {
  const { world, user } = actor;
  const done = await actor.deliver(activityFrom(world, conversation, user, { type: 'invoke', name, text: undefined, ...more }));
  if (done.status !== 200) actor.failures.push(`${user.name}: ${name} failed (status ${done.status})`);
  return done;
}

export function bot(world: World) {
  return { id: botIdOf(world), name: world.botName };
}
