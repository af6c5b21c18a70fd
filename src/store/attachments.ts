import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import type { SharedFile } from '#core/chat-event.ts';
import type { Attachment } from '#core/workflow.ts';
import type { Tx } from './database.ts';
import type { Origin } from './messages.ts';
import { people } from './schema/people.ts';
import { attachments, messages } from './schema/tickets.ts';

/**
 * The files that belong to words written there: those of the same message; and of a talk between one person and the desk
 * also what they sent without words shortly before, and all they have sent since, such as with an answer to a question, up
 * to the request that is worked on now. What is part of a ticket already is not taken twice.
 */
export async function filesWith(tx: Tx, { platform, workspace, room, externalId }: Origin, requestId: string): Promise<SharedFile[]> {
  const place = `${platform}/${workspace}/${room}`;
  const rows = await tx.execute<{ file: SharedFile }>(sql`
    with words as (
      select sender, received_at from inbox
      where room = ${place} and received_at > now() - interval '1 day' and event->>'type' = 'message' and event->>'messageId' = ${externalId}
      order by received_at limit 1)
    select file from words, inbox asked, inbox sent, jsonb_array_elements(sent.event->'files') file
    where asked.request_id = ${requestId}::uuid and sent.room = ${place} and sent.sender = words.sender and sent.event->>'type' = 'message'
      and sent.received_at between words.received_at - interval '10 minutes' and greatest(asked.received_at, words.received_at)
      and (sent.event->>'messageId' = ${externalId} or (sent.event->>'roomKind' = 'direct'
        and (sent.received_at > words.received_at or sent.event->>'text' = '')
        and not exists (select from attachments a where a.platform = ${platform} and a.workspace = ${workspace} and a.external_id = file->>'id')))
    order by sent.received_at`);
  return rows.map(({ file }) => file);
}

interface NewAttachments extends Pick<Origin, 'platform' | 'workspace'> {
  readonly ticketId: number;
  readonly messageId: number;
  readonly authorId: number;
  readonly files: readonly SharedFile[];
}

export async function addAttachments(tx: Tx, { files, ...at }: NewAttachments): Promise<void> {
  const rows = files.map(({ id: externalId, name, mediaType, size }) => ({ ...at, externalId, name, mediaType, size }));
  await tx.insert(attachments).values(rows).onConflictDoNothing();
}

/** The files that came with a message, in order. */
export async function attachmentsOf(tx: Tx, messageId: number): Promise<Attachment[]> {
  return await select(tx, eq(attachments.messageId, messageId));
}

/** All that both sides of a ticket may see, in order. */
export async function publicAttachmentsOf(tx: Tx, ticketId: number): Promise<Attachment[]> {
  return await select(tx, and(eq(attachments.ticketId, ticketId), eq(messages.visibility, 'public')));
}

async function select(tx: Tx, which: SQL | undefined): Promise<Attachment[]> {
  const { externalId: id, name, mediaType, size, platform, workspace } = attachments;
  return await tx
    .select({ id, name, mediaType, size, platform, workspace, author: people.name })
    .from(attachments)
    .innerJoin(people, eq(people.id, attachments.authorId))
    .innerJoin(messages, eq(messages.id, attachments.messageId))
    .where(which)
    .orderBy(asc(attachments.id));
}
