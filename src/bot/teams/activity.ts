import { z } from 'zod';

/** What Teams calls its things: no spaces or controls, and nothing that the database would not take. */
const id = z.string().regex(/^[\x21-\x7e]{1,500}$/);
const account = z.looseObject({ id, name: z.string().optional(), aadObjectId: id.optional(), tenantId: id.optional(), role: z.string().optional() });
const named = z.looseObject({ id });

const attachment = z.looseObject({
  contentType: z.string().optional(),
  contentUrl: z.string().optional(),
  name: z.string().optional(),
  content: z.unknown().optional(),
});

/** What is looked at of an activity, whatever it is; Teams sends more, and adds to it as it likes. */
export const activitySchema = z.looseObject({
  type: z.string(),
  id: id.optional(),
  name: z.string().optional(),
  action: z.string().optional(),
  timestamp: z.iso.datetime({ offset: true }).optional(),
  channelId: z.literal('msteams'),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  from: account,
  recipient: account.optional(),
  conversation: z.looseObject({ id, conversationType: z.string().optional(), tenantId: id.optional(), name: z.string().optional() }),
  text: z.string().optional(),
  value: z.unknown().optional(),
  replyToId: id.optional(),
  attachments: z.array(attachment).optional(),
  entities: z.array(z.looseObject({ type: z.string(), text: z.string().optional(), mentioned: account.partial().optional() })).optional(),
  membersAdded: z.array(account).optional(),
  membersRemoved: z.array(account).optional(),
  channelData: z
    .looseObject({
      tenant: named.optional(),
      team: z.looseObject({ id, aadGroupId: id.optional() }).optional(),
      channel: named.optional(),
      eventType: z.string().optional(),
    })
    .optional(),
});

export type TeamsActivity = z.infer<typeof activitySchema>;

/** What Teams is answered. With 200 or 202 it is done; after 500 it tries again. */
export interface TurnAnswer {
  readonly status: number;
  readonly body?: object | undefined;
}

/** A conversation without the thread that its id may end with, and the thread's root. */
export function placeOfConversation(conversationId: string): { readonly room: string; readonly thread: string | undefined } {
  const [room = '', thread] = conversationId.split(';messageid=');
  return { room, thread };
}
