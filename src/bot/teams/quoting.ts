import { z } from 'zod';
import type { Quotation } from '#core/chat-event.ts';
import { DeskError, OutsideError } from '#core/errors.ts';
import { wordsFor } from '#lib/file-names.ts';
import { seal, unseal } from '#lib/seal.ts';
import { MAX_FILES } from '#rules/files.ts';
import { placeOfConversation, type TeamsActivity } from './activity.ts';
import type { Inward, Visitor } from './arrival.ts';
import type { TeamsSettings } from './settings.ts';
import { htmlToWords } from './words.ts';

const id = z.string().regex(/^[\x21-\x7e]{1,500}$/);
const payload = z.looseObject({
  id,
  body: z.looseObject({ contentType: z.string().optional(), content: z.string().nullish() }).optional(),
  from: z.looseObject({ user: z.looseObject({ id }).nullish() }).nullish(),
  linkToMessage: z.string().nullish(),
  attachments: z.array(z.looseObject({ name: z.string().nullish() })).nullish(),
});

/** A message from which something is started, as Teams hands it to a message extension. Undefined for what no person wrote. */
export async function quote(deps: Inward, { tenant }: Visitor, { conversation }: TeamsActivity, message: unknown): Promise<Quotation | undefined> {
  const { data } = payload.safeParse(message);
  const userId = data?.from?.user?.id;
  if (!data || userId === undefined) return undefined;
  const { content, contentType = 'html' } = data.body ?? {};
  const { room } = placeOfConversation(conversation.id);
  const words = contentType === 'html' ? htmlToWords(content ?? '') : (content ?? '');
  // A bot sees the names of files that were shared there, and cannot fetch them: the link leads to them.
  const files = (data.attachments ?? []).flatMap(({ name }) => (name ? [{ name }] : [])).slice(0, MAX_FILES);
  return {
    room,
    messageId: data.id,
    text: [words, ...(files.length > 0 ? [wordsFor(files)] : [])].filter((line) => line !== '').join('\n'),
    author: await authorOf(deps, tenant, room, userId),
    link: linkTo(data.linkToMessage),
  };
}

/** Of a chat that Deskside is no part of, Teams tells no more than who it was; whoever is known here is known by that. */
async function authorOf({ users, log }: Inward, tenant: string, room: string, userId: string): Promise<Quotation['author']> {
  try {
    const { id: known, email, stranger } = await users.user(tenant, room, { id: userId, aadObjectId: userId });
    return { id: known, email, stranger };
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    log.info({ err: error }, 'Teams does not say who wrote a message');
    return { id: userId };
  }
}

function linkTo(link: string | null | undefined): string {
  const url = URL.parse(link ?? '');
  return url?.protocol === 'https:' && url.username === '' ? url.href : '';
}

const sealed = z.object({
  room: z.string(),
  messageId: z.string(),
  text: z.string(),
  author: z.object({ id: z.string(), email: z.string().optional(), stranger: z.enum(['bot', 'guest', 'external', 'deactivated']).optional() }),
  link: z.string(),
});

/** What a dialog keeps of a quotation until it is sent, for this person only. Its words are in the form. */
export function sealQuotation({ sealKey }: TeamsSettings, visitor: Visitor, about: Quotation): string {
  return seal(JSON.stringify({ ...about, text: '' }), sealKey, holder(visitor));
}

/** Undefined when it is none of ours, or not this person's. */
export function unsealQuotation({ sealKey }: TeamsSettings, visitor: Visitor, text: string): Quotation | undefined {
  try {
    return sealed.parse(JSON.parse(unseal(text, sealKey, holder(visitor))));
  } catch (error) {
    if (error instanceof DeskError) return undefined;
    throw error;
  }
}

function holder({ tenant, user }: Visitor): string {
  return `a form of ${tenant}/${user.id}`;
}
