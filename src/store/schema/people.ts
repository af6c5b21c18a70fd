import { sql } from 'drizzle-orm';
import { bigint, boolean, check, foreignKey, index, pgTable, primaryKey, text, timestamp, uniqueIndex, type AnyPgColumn } from 'drizzle-orm/pg-core';

/** Instants are `timestamptz`, read as `Date`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
export const id = () => bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();
/** Words of our own, for `in (…)` in a check. */
export const oneOf = (values: readonly string[]) => sql.raw(values.map((value) => `'${value}'`).join(', '));
export const ref = (name: string) => bigint(name, { mode: 'number' });

export const departments = pgTable('departments', {
  id: id(),
  name: text('name').notNull().unique(),
});

export const people = pgTable(
  'people',
  {
    id: id(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    title: text('title').notNull(),
    departmentId: ref('department_id')
      .notNull()
      .references(() => departments.id),
    managerId: ref('manager_id').references((): AnyPgColumn => people.id),
    /** IANA zone. */
    timeZone: text('time_zone').notNull(),
    status: text('status', { enum: ['active', 'left'] })
      .notNull()
      .default('active'),
    privileged: boolean('privileged').notNull().default(false),
  },
  (t) => [
    uniqueIndex('people_email_key').on(sql`lower(${t.email})`),
    index('people_manager_idx').on(t.managerId),
    check('people_status_known', sql`${t.status} in ('active', 'left')`),
    check('people_not_own_manager', sql`${t.managerId} <> ${t.id}`),
    check('people_email_shape', sql`${t.email} like '%_@_%'`),
  ],
);

/** Groups of the built-in directory; other directories keep their own. */
export const groups = pgTable('groups', { name: text('name').primaryKey() });

export const groupMembers = pgTable(
  'group_members',
  {
    groupName: text('group_name')
      .notNull()
      .references(() => groups.name),
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
  },
  (t) => [primaryKey({ columns: [t.groupName, t.personId] }), index('group_members_person_idx').on(t.personId)],
);

/** Which chat user is which person. Bound once, on the first verified word; never from what somebody typed. */
export const identities = pgTable(
  'identities',
  {
    platform: text('platform').notNull(),
    workspace: text('workspace').notNull(),
    externalId: text('external_id').notNull(),
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.workspace, t.externalId] }), index('identities_person_idx').on(t.personId)],
);

export const teams = pgTable(
  'teams',
  {
    id: id(),
    key: text('key').notNull().unique(),
    name: text('name').notNull(),
    /** Words that send a request to this team; the team without any takes the rest. */
    keywords: text('keywords').array().notNull().default([]),
    /** It is gone from the configuration file: it keeps its past and gets nothing new. A trigger refuses tickets for it. */
    retired: boolean('retired').notNull().default(false),
  },
  (t) => [
    uniqueIndex('teams_name_key')
      .on(t.name)
      .where(sql`not ${t.retired}`),
  ],
);

export const teamMembers = pgTable(
  'team_members',
  {
    teamId: ref('team_id')
      .notNull()
      .references(() => teams.id),
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    isLead: boolean('is_lead').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.personId] }), index('team_members_person_idx').on(t.personId)],
);

/** The channel a team works in: one per team, and a channel belongs to one team. */
export const teamChannels = pgTable(
  'team_channels',
  {
    teamId: ref('team_id').notNull(),
    platform: text('platform').notNull(),
    workspace: text('workspace').notNull(),
    room: text('room').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.platform, t.workspace, t.room] }),
    uniqueIndex('team_channels_team_key').on(t.teamId),
    foreignKey({ columns: [t.teamId], foreignColumns: [teams.id] }),
  ],
);
