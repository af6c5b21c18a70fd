import { z } from 'zod';

/** What Slack calls its things: no spaces, and nothing that the database would not take. */
const id = z.string().regex(/^[\w-]{1,100}$/);
const token = z.string().regex(/^[\w.-]{1,300}$/);
const ts = z.string().regex(/^\d{1,12}\.\d{1,9}$/);
const named = z.looseObject({ id });
/** In an organization some of what names a workspace is null. */
const place = z.looseObject({ id: id.nullish() }).nullish();
const source = z.looseObject({ team_id: id.nullish(), enterprise_id: id.nullish() });

const file = z.looseObject({
  id: id.optional(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().optional(),
  size: z.number().nonnegative().optional(),
});
const message = z.looseObject({
  user: id.optional(),
  bot_id: z.string().nullish(),
  subtype: z.string().optional(),
  text: z.string().optional(),
  ts: ts.optional(),
  thread_ts: ts.optional(),
  files: z.array(file).optional(),
});

const EVENTS: Readonly<Record<string, z.ZodType>> = {
  message: message.extend({
    channel: id,
    channel_type: z.string().optional(),
    ts,
    event_ts: ts,
    message: message.extend({ ts }).optional(),
    previous_message: message.extend({ ts }).optional(),
  }),
  app_mention: message.extend({ channel: id, ts }),
  reaction_added: z.looseObject({ user: id, reaction: z.string(), item: z.looseObject({ type: z.string(), channel: id.optional(), ts: ts.optional() }) }),
  app_home_opened: z.looseObject({ user: id, tab: z.string().optional(), channel: id }),
  member_joined_channel: z.looseObject({ user: id, channel: id }),
  user_change: z.looseObject({ user: named }),
  tokens_revoked: z.looseObject({ tokens: z.looseObject({ bot: z.array(z.string()).nullish() }) }),
};

/** What the library looks at in events of every type, also of those that the desk does not know. */
const some = z.looseObject({});
const textOrSome = z.union([z.string(), some]).optional();
const event = z
  .looseObject({ type: z.string(), channel: textOrSome, user: textOrSome, item: some.optional(), subteam: some.optional() })
  .refine((given) => !Object.hasOwn(EVENTS, given.type) || EVENTS[given.type]?.safeParse(given).success);
const delivered = source.extend({ event, authorizations: z.array(source).optional(), event_time: z.int().nonnegative() });

const acted = z.looseObject({ user: named, trigger_id: token, team: place, enterprise: place, response_urls: z.array(some).optional() });
const view = z.looseObject({
  id,
  hash: z
    .string()
    .regex(/^[\w.-]*$/)
    .optional(),
  type: z.string().optional(),
  private_metadata: z.string().optional(),
});
const container = z.looseObject({ channel_id: id.optional(), message_ts: ts.optional(), thread_ts: ts.optional() });
const INTERACTIONS: Readonly<Record<string, z.ZodType>> = {
  block_actions: acted.extend({
    view: view.optional(),
    container: container.optional(),
    channel: named.optional(),
    actions: z.array(z.looseObject({ type: z.string(), action_id: z.string(), block_id: z.string(), value: z.string().optional() })).min(1),
  }),
  view_submission: acted.extend({ view }),
  view_closed: acted.omit({ trigger_id: true }).extend({ view }),
  shortcut: acted.extend({ callback_id: z.string() }),
  message_action: acted.extend({ callback_id: z.string(), channel: named, message }),
  block_suggestion: acted
    .omit({ trigger_id: true })
    .extend({ block_id: z.string(), action_id: z.string(), value: z.string(), view: view.optional(), channel: named.optional() }),
};

const command = z.looseObject({ command: z.string(), text: z.string(), user_id: id, team_id: id, trigger_id: token });
/** Nothing of ours: what Slack says when it sends too much, for one. */
const unknown = z.never();

/**
 * Why a request of Slack's cannot be read, if it cannot. What the library and the desk look at is checked, and nothing
 * else: Slack adds fields as it likes.
 */
export function whyUnreadable(body: unknown): string | undefined {
  const { error } = schemaOf(body).safeParse(body);
  return error?.issues.map(({ path, message: what }) => `${path.join('.')}: ${what}`).join('; ');
}

function schemaOf(body: unknown): z.ZodType {
  if (typeof body !== 'object' || body === null) return unknown;
  if ('event' in body) return delivered;
  if ('command' in body) return command;
  const type = 'type' in body ? String(body.type) : '';
  return (Object.hasOwn(INTERACTIONS, type) ? INTERACTIONS[type] : undefined) ?? unknown;
}
