import { isRecord } from '../slack/schema.ts';
import { cardProblems } from './card-check.ts';
import { activityFrom, type Delivered } from './deliver.ts';
import { bot, invoke, threadOf, visible, visibleMessage, type Actor } from './person-context.ts';
import { escaped } from './person-writes.ts';
import { actionsOf, cardOf } from './reading.ts';
import type { Conversation, Json, Message } from './state.ts';

const NOTE = 'application/vnd.microsoft.activity.message';

/** What a person does with buttons and menus. */
export function acting(actor: Actor) {
  return {
    /** Presses the button with that label. @param asOld as a client does that knows no better */
    press: async (conversationId: string, id: string, label: string, { asOld = false } = {}): Promise<void> => {
      const { conversation, message } = visibleMessage(actor, conversationId, id);
      const action = actionIn(message, label);
      const at = { replyToId: id, thread: threadOf(conversation, message) };
      if (action['type'] === 'Action.Execute' && !asOld) return await execute(actor, conversation, at, action);
      const submit = action['type'] === 'Action.Execute' ? (action['fallback'] as Json) : action;
      const data = isRecord(submit['data']) ? submit['data'] : {};
      if (isRecord(data['msteams']) && data['msteams']['type'] === 'task/fetch') {
        const done = await invoke(actor, conversation, 'task/fetch', { ...at, value: { data, context: { theme: 'default' } } });
        return follow(actor, done, async (given) => await invoke(actor, conversation, 'task/submit', { ...at, value: { data: given, context: {} } }));
      }
      await actor.deliver(activityFrom(actor.world, conversation, actor.user, { ...at, value: data, text: undefined }));
    },
    /** «Create ticket» from the menu of a message, or from where one is written or looked for. */
    extend: async (conversationId: string, id?: string): Promise<void> => {
      const conversation = visible(actor, conversationId);
      const message = id === undefined ? undefined : visibleMessage(actor, conversationId, id).message;
      const value = { commandId: 'createTicket', commandContext: message ? 'message' : 'compose', context: { theme: 'default' } };
      const at = message ? { thread: threadOf(conversation, message) } : {};
      const payload = message ? { messagePayload: payloadOf(actor, conversation, message) } : {};
      const done = await invoke(actor, conversation, 'composeExtension/fetchTask', { ...at, value: { ...value, ...payload } });
      const send = async (data: Json) => await invoke(actor, conversation, 'composeExtension/submitAction', { ...at, value: { ...value, ...payload, data } });
      follow(actor, done, send);
    },
  };
}

function actionIn({ activity, id }: Message, label: string): Json {
  const cards = (Array.isArray(activity['attachments']) ? (activity['attachments'] as unknown[]) : []).filter(isRecord);
  const actions = cards.flatMap((attachment) => actionsOf(cardOf({ attachments: [attachment] }) ?? {}));
  const found = actions.find(({ title }) => title === label);
  if (!found) throw new Error(`no button “${label}” in ${id}, only: ${actions.map(({ title }) => String(title)).join(', ')}`);
  return found;
}

async function execute(actor: Actor, conversation: Conversation, at: Json & { readonly thread: string | undefined }, action: Json): Promise<void> {
  const { type, title, verb, data } = action;
  const done = await invoke(actor, conversation, 'adaptiveCard/action', { ...at, value: { action: { type, title, verb, data, id: '' }, trigger: 'manual' } });
  if (done.status !== 200) return;
  const body = isRecord(done.body) ? done.body : {};
  const isFine = body['statusCode'] === 200 && body['type'] === NOTE && typeof body['value'] === 'string' && body['value'] !== '';
  if (isFine) actor.notes.push(String(body['value']));
  else actor.world.violations.push(`the answer to “${String(title)}” is none: ${JSON.stringify(body)}`);
}

/** Does with dialogs what the bot answered. */
export function follow(actor: Actor, { status, body }: Delivered, send: (data: Json) => Promise<Delivered>): void {
  actor.dialog = undefined;
  if (status !== 200) return;
  const task = isRecord(body) && isRecord(body['task']) ? body['task'] : undefined;
  if (task === undefined) {
    if (body !== undefined) actor.world.violations.push(`an answer that closes no dialog: ${JSON.stringify(body)}`);
  } else if (task['type'] === 'message' && typeof task['value'] === 'string' && task['value'] !== '') actor.notes.push(task['value']);
  else if (task['type'] === 'continue' && isRecord(task['value'])) open(actor, task['value'], send);
  else actor.world.violations.push(`no task: ${JSON.stringify(task)}`);
}

function open(actor: Actor, { title, card }: Json, send: (data: Json) => Promise<Delivered>): void {
  const content = isRecord(card) && isRecord(card['content']) ? card['content'] : {};
  const problems = cardProblems(content);
  if (typeof title !== 'string' || title === '' || title.length > 64) problems.push(`a dialog called ${String(title)}`);
  actor.world.violations.push(...problems.map((problem) => `in a dialog: ${problem}`));
  actor.dialog = { title: String(title), card: content, send };
}

function payloadOf({ world }: Actor, { id: room }: Conversation, { id, from, at, thread, activity }: Message): Json {
  const user = world.users.get(from);
  const files = (Array.isArray(activity['attachments']) ? (activity['attachments'] as unknown[]) : [])
    .filter(isRecord)
    .filter(({ name }) => name !== undefined);
  return {
    id,
    replyToId: thread ?? null,
    createdDateTime: at.toISOString(),
    importance: 'normal',
    body: { contentType: 'html', content: `<div>${escaped(typeof activity['text'] === 'string' ? activity['text'] : '')}</div>` },
    from: {
      user: user ? { userIdentityType: 'aadUser', id: user.aadObjectId, displayName: user.name } : null,
      application: user ? null : { applicationIdentityType: 'bot', id: bot(world).id, displayName: world.botName },
    },
    reactions: [],
    mentions: [],
    attachments: files.map(({ name }, index) => ({ id: String(index), contentType: 'reference', contentUrl: 'https://example.sharepoint.com/x', name })),
    linkToMessage: `https://teams.microsoft.com/l/message/${encodeURIComponent(room)}/${id}?context=%7B%22contextType%22:%22chat%22%7D`,
  };
}
