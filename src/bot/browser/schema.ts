import { sql } from 'drizzle-orm';
import { bigint, check, index, jsonb, pgTable, primaryKey, text, uniqueIndex, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Card, TextFile } from '#core/card.ts';
import { id, instant, people, ref } from '#store/schema/people.ts';

/** The rooms of the browser page: here the front end is its own chat platform, so it keeps what others' servers keep. */
export const browserMessages = pgTable(
  'browser_messages',
  {
    id: id(),
    /** `dm-<person id>` or a channel's name. */
    room: text('room').notNull(),
    /** The message whose thread this is in; null at the room's top level. */
    threadId: ref('thread_id').references((): AnyPgColumn => browserMessages.id),
    /** Null when the desk speaks. */
    authorId: ref('author_id').references(() => people.id),
    /** Whose words the desk passes on. */
    quoted: text('quoted'),
    about: text('about'),
    tag: text('tag', { enum: ['note'] }),
    /** Set when only this person sees it. */
    onlyForId: ref('only_for_id').references(() => people.id),
    text: text('text').notNull(),
    card: jsonb('card').$type<Card>(),
    attachment: jsonb('attachment').$type<TextFile>(),
    /** Names one delivery: posting twice under the same key posts once. */
    deliveryKey: text('delivery_key').notNull(),
    at: instant('at').notNull().defaultNow(),
    changedAt: instant('changed_at'),
  },
  (t) => [
    uniqueIndex('browser_messages_delivery_key').on(t.room, t.deliveryKey),
    index('browser_messages_room_idx').on(t.room, t.id),
    index('browser_messages_thread_idx')
      .on(t.threadId, t.id)
      .where(sql`${t.threadId} is not null`),
    check('browser_messages_tag_known', sql`${t.tag} in ('note')`),
  ],
);

/** How far each person has read each room. */
export const browserReads = pgTable(
  'browser_reads',
  {
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    room: text('room').notNull(),
    lastReadId: bigint('last_read_id', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.room] })],
);
