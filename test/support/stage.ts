import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#store/database.ts';

interface Somebody {
  readonly dm: string;
}

export interface Desk {
  readonly clock: { advance(milliseconds: number): void; now(): Date };
  readonly database: Database;
  settle(): Promise<unknown>;
}

export interface Seen {
  readonly id: string;
  /** As people read it. */
  readonly text: string;
  /** With everything else that stands on it, what notifications show first. */
  readonly all: string;
  readonly buttons: readonly string[];
}

type Values = Readonly<Record<string, string>>;

/** Where the same stories are played on each platform: the small company's desk behind it, and what people do there, each to its end. */
export interface Stage<Who extends Somebody = Somebody> {
  readonly desk: Desk;
  readonly maria: Who;
  readonly tom: Who;
  readonly sam: Who;
  readonly priya: Who;
  readonly lee: Who;
  /** The channel in which Sam and Priya work. */
  readonly devices: string;
  /** Where the buttons behind “More…” are shown to whoever asks for them. */
  moreOf(who: Who): string;
  /** Returns the message's id. */
  say(who: Who, room: string, text: string, thread?: string): Promise<string>;
  /** Changes what they wrote. */
  edit(who: Who, room: string, id: string, text: string): Promise<unknown>;
  press(who: Who, room: string, label: string): Promise<unknown>;
  /** Pressed, while what follows of it is still on its way. */
  pressOnly(who: Who, room: string, id: string, label: string): Promise<unknown>;
  /** Presses what opens a form, and fills it. */
  fill(who: Who, room: string, label: string, values: Values): Promise<unknown>;
  submit(who: Who, values: Values): Promise<unknown>;
  seen(who: Who, room: string, thread?: string): readonly Seen[];
}

/** The clock goes on by so many hours, and the desk does all that is due by then. */
export async function hoursPass({ clock, database, settle }: Desk, hours: number): Promise<void> {
  clock.advance(hours * 3_600_000);
  await database.db.execute(sql`update outbox set next_at = now() where done_at is null and next_at <= ${clock.now().toISOString()}`);
  await settle();
}

/** All that somebody sees in a room, in one. */
export function shown({ seen }: Stage, who: Somebody, room: string, thread?: string): string {
  return seen(who, room, thread)
    .map(({ all }) => all)
    .join('\n');
}

export function texts({ seen }: Stage, who: Somebody, room = who.dm, thread?: string): string[] {
  return seen(who, room, thread).map(({ text }) => text);
}

export function last({ seen }: Stage, who: Somebody, room = who.dm): Seen {
  return seen(who, room).at(-1) ?? expect.fail(`Nothing has been said in ${room}.`);
}

/** The newest card of something, by how it begins. */
export function cardIn({ seen }: Stage, who: Somebody, room: string, beginning: string): Seen {
  return seen(who, room).findLast(({ all }) => all.startsWith(beginning)) ?? expect.fail(`${beginning} has no card.`);
}
