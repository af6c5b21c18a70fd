import type { TicketEvent } from '#core/ticket.ts';
import { addWorkingMinutes } from './calendar.ts';
import type { PersonRow } from './people.ts';
import type { Random } from './random.ts';

/** One event with what was said; message ids are given once all stories are told. */
export interface Step {
  readonly at: Date;
  /** Null when the desk itself acts. */
  readonly actor: PersonRow | null;
  readonly event: TicketEvent;
  readonly body: string | undefined;
}

/** What happens to one ticket, written down while its time goes by. */
export interface Diary {
  readonly steps: readonly Step[];
  now(): Date;
  /** Time goes by on everybody's clock. */
  pass(minutes: number): void;
  /** Time goes by until that person has been at work for so long. */
  work(who: PersonRow, minutes: number): void;
  jump(to: Date): void;
  happens(actor: PersonRow | null, event: TicketEvent, body?: string): void;
  /** One of the lines, for all to read. */
  says(who: PersonRow, lines: readonly string[]): void;
  /** One of the lines, for the team only. */
  notes(who: PersonRow, lines: readonly string[]): void;
}

/** Message ids of events whose messages have none yet. */
const UNNUMBERED = 0;

/** @param pace of all that happens: 0.1 takes a tenth of the time. */
export function openDiary(random: Random, requester: PersonRow, start: Date, pace: number): Diary {
  const steps: Step[] = [];
  let at = start;

  const happens = (actor: PersonRow | null, event: TicketEvent, body?: string): void => {
    steps.push({ at, actor, event, body: body === undefined ? undefined : addressed(body, requester) });
  };
  return {
    steps,
    now: () => at,
    pass: (minutes) => {
      at = new Date(at.getTime() + Math.round(minutes * pace * 60) * 1000);
    },
    work: (who, minutes) => {
      at = addWorkingMinutes(at, minutes * pace, who.timeZone);
    },
    jump: (to) => {
      at = to;
    },
    happens,
    says: (who, lines) => happens(who, { type: 'replied', by: who === requester ? 'requester' : 'agent', messageId: UNNUMBERED }, random.pick(lines)),
    notes: (who, lines) => happens(who, { type: 'noted', messageId: UNNUMBERED }, random.pick(lines)),
  };
}

/** The event as it is stored, once its message has an id. */
export function withMessage(event: TicketEvent, messageId: number | undefined): TicketEvent {
  return 'messageId' in event && messageId !== undefined ? { ...event, messageId } : event;
}

/** The line with the requester's first name in it. */
export function addressed(line: string, { name }: PersonRow): string {
  return line.replaceAll('{name}', name.split(' ')[0] ?? name);
}
