import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Attachment } from '#core/workflow.ts';
import { instant, oneOf } from '#store/schema/people.ts';

/** Where Deskside can speak in Teams: what a message there needs to be sent, as plain data. */
export const teamsConversations = pgTable(
  'teams_conversations',
  {
    tenant: text('tenant').notNull(),
    /** Without a thread. */
    id: text('id').notNull(),
    kind: text('kind', { enum: ['personal', 'channel', 'group'] }).notNull(),
    serviceUrl: text('service_url').notNull(),
    /** Whose personal chat it is. */
    userId: text('user_id'),
    /** The team that a channel is part of, as Teams names it. */
    teamId: text('team_id'),
    state: text('state', { enum: ['open', 'closed'] }).notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    uniqueIndex('teams_conversations_personal_key').on(t.tenant, t.userId),
    check('teams_conversations_kind_known', sql`${t.kind} in ('personal', 'channel', 'group')`),
    check('teams_conversations_state_known', sql`${t.state} in ('open', 'closed')`),
    check('teams_conversations_personal_of_somebody', sql`(${t.kind} = 'personal') = (${t.userId} is not null)`),
  ],
);

/** Who Teams has told us of. Bots cannot look people up by address, so what is learned is kept. */
export const teamsUsers = pgTable(
  'teams_users',
  {
    tenant: text('tenant').notNull(),
    /** Their object id in Entra. */
    id: text('id').notNull(),
    /** `29:…`, by which Teams wants to be told of them. */
    teamsId: text('teams_id').notNull(),
    name: text('name').notNull(),
    /** In small letters; null where Teams vouches for none. */
    email: text('email'),
    stranger: text('stranger', { enum: ['bot', 'guest', 'external', 'deactivated'] }),
    checkedAt: instant('checked_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    index('teams_users_email').on(t.email),
    check('teams_users_stranger_known', sql`${t.stranger} in ('bot', 'guest', 'external', 'deactivated')`),
  ],
);

/** What was given to Teams to be posted, and what Teams called it: Teams cannot be asked afterwards. */
export const teamsDeliveries = pgTable(
  'teams_deliveries',
  {
    /** The delivery's own. */
    key: uuid('key').primaryKey(),
    /** Null until Teams has said. */
    messageId: text('message_id'),
    begunAt: instant('begun_at').notNull(),
  },
  (t) => [index('teams_deliveries_begun').on(t.begunAt)],
);

/** `uploading` means that bytes may be on their way, or there; `failed` that they were refused for good. */
const OFFER_STATES = ['offered', 'accepted', 'uploading', 'uploaded', 'given', 'declined', 'failed'] as const;
/** While a file may still be put up. */
const OPEN = OFFER_STATES.slice(0, 4);
/** While Teams' address for its bytes is needed. */
const UNDER_WAY = OFFER_STATES.slice(1, 4);

/** Files that somebody is asked to take into their OneDrive, which an app may fill only when they agree. Old ones are taken out. */
export const teamsOffers = pgTable(
  'teams_offers',
  {
    id: uuid('id').primaryKey(),
    /** The delivery that the file is part of: it is offered once, however often that is tried. */
    delivery: uuid('delivery').notNull(),
    /** In whose personal chat it hangs. */
    tenant: text('tenant').notNull(),
    room: text('room').notNull(),
    userId: text('user_id').notNull(),
    /** Of the card that asks; null until Teams has said. */
    messageId: text('message_id'),
    name: text('name').notNull(),
    /** In bytes. */
    size: integer('size').notNull(),
    /** How they get it if they decline, or if it cannot be put up: a sentence. */
    otherwise: text('otherwise').notNull(),
    /** What is in it, of a file of the desk's own; and of any other, where it can be fetched again. */
    text: text('text'),
    source: jsonb('source').$type<Attachment>(),
    state: text('state', { enum: OFFER_STATES }).notNull(),
    /** The row that puts it up. */
    handOver: uuid('hand_over'),
    /** Where to, sealed: the address lets anybody in. */
    upload: text('upload'),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    uniqueIndex('teams_offers_delivery_key').on(t.delivery),
    uniqueIndex('teams_offers_hand_over_key').on(t.handOver),
    index('teams_offers_changed').on(t.changedAt),
    check('teams_offers_state_known', sql`${t.state} in (${oneOf(OFFER_STATES)})`),
    check('teams_offers_size_sane', sql`${t.size} between 1 and 25000000 and octet_length(${t.text}) <= 1000000`),
    check('teams_offers_kept_while_open', sql`num_nonnulls(${t.text}, ${t.source}) = (${t.state} in (${oneOf(OPEN)}))::int`),
    check('teams_offers_address_while_under_way', sql`(${t.upload} is not null) = (${t.state} in (${oneOf(UNDER_WAY)}))`),
    check('teams_offers_put_up_by_a_row', sql`(${t.handOver} is null) = (${t.state} in ('offered', 'declined'))`),
  ],
);
