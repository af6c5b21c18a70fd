import { sql } from 'drizzle-orm';
import { check, foreignKey, pgTable, primaryKey, uniqueIndex, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { instant, people, ref, teams } from './people.ts';
import { tickets } from './tickets.ts';

/** Several people report the same: the team is asked once whether one of the tickets is to stand for all. */
export const ticketWaves = pgTable(
  'ticket_waves',
  {
    /** The newest ticket when it was asked; the question hangs in its thread. */
    ticketId: ref('ticket_id')
      .primaryKey()
      .references(() => tickets.id),
    teamId: ref('team_id')
      .notNull()
      .references(() => teams.id),
    at: instant('at').notNull(),
    /** Null until somebody has answered. */
    decidedById: ref('decided_by_id').references(() => people.id),
    decidedAt: instant('decided_at'),
    /** Null while nobody has answered, and when they are different. */
    parentId: ref('parent_id'),
  },
  (t) => [
    foreignKey({
      name: 'ticket_waves_parent_of_it',
      columns: [t.ticketId, t.parentId],
      foreignColumns: [ticketWaveMembers.waveId, ticketWaveMembers.ticketId],
    }),
    check('ticket_waves_decided_whole', sql`(${t.decidedById} is null) = (${t.decidedAt} is null)`),
    check('ticket_waves_parent_decided', sql`${t.parentId} is null or ${t.decidedById} is not null`),
  ],
);

/** A ticket is part of one wave at most, so no two workers ask about the same ones. */
export const ticketWaveMembers = pgTable(
  'ticket_wave_members',
  {
    waveId: ref('wave_id')
      .notNull()
      .references((): AnyPgColumn => ticketWaves.ticketId),
    ticketId: ref('ticket_id')
      .notNull()
      .references(() => tickets.id),
  },
  (t) => [primaryKey({ columns: [t.waveId, t.ticketId] }), uniqueIndex('ticket_wave_members_once_key').on(t.ticketId)],
);
