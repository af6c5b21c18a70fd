import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '#store/schema/people.ts';

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
