import type { Ticket } from '#core/ticket.ts';
import { foldTicket } from '#rules/ticket-fold.ts';
import type { messages, ticketEvents } from '#store/schema/tickets.ts';
import { withMessage, type Step } from './diary.ts';
import type { PersonRow } from './people.ts';
import { createRandom } from './random.ts';
import { planReports, type Report } from './reports.ts';
import { tellStory, type Ending } from './story.ts';
import type { MemberRow, TeamRow } from './teams.ts';

type MessageRow = Pick<typeof messages.$inferSelect, 'id' | 'ticketId' | 'authorId' | 'visibility' | 'body' | 'at'>;
type EventRow = typeof ticketEvents.$inferSelect;

const FIRST_TICKET = 1001;
const TICKETS = 400;

/** How the latest tickets stand, the newest first, and some that got forgotten, so many before the last. */
const RECENT: readonly Ending[] = ['new', 'new', 'in_progress', 'new', 'waiting', 'in_progress', 'new', 'waiting', 'in_progress', 'waiting'];
const FORGOTTEN: readonly (readonly [number, Ending])[] = [
  [52, 'waiting'],
  [84, 'in_progress'],
];

/** All others are done by now: stories too slow for that are told again at a faster pace. */
const PACES = [1, 0.4, 0.15, 0.05, 0.01];

/** Tickets of the days before `end` with all that happened to them, each ticket being the fold of its events. */
export function planHistory(end: Date, people: readonly PersonRow[], teams: readonly TeamRow[], members: readonly MemberRow[]) {
  const staff = new Map(teams.map(({ id }) => [id, people.filter((person) => members.some((m) => m.teamId === id && m.personId === person.id))]));
  const reports = planReports(createRandom(90), end, people, teams, TICKETS);
  const stories = reports.map((report, index) => ({
    ticketId: FIRST_TICKET + index,
    steps: storyUntil(end, report, index, staff.get(report.teamId) ?? [], endingOf(reports.length - 1 - index)),
  }));

  const said = stories
    .flatMap(({ ticketId, steps }) => steps.flatMap((step) => (step.body === undefined ? [] : [{ ticketId, step, body: step.body }])))
    .toSorted((a, b) => a.step.at.getTime() - b.step.at.getTime());
  const messageIds = new Map(said.map(({ step }, index) => [step, index + 1]));
  const messageRows = said.map(({ ticketId, step, body }, index): MessageRow => {
    if (!step.actor) throw new TypeError('the desk itself says nothing in a history');
    return { id: index + 1, ticketId, authorId: step.actor.id, visibility: step.event.type === 'noted' ? 'private' : 'public', body, at: step.at };
  });

  const tickets: Ticket[] = [];
  const events: EventRow[] = [];
  for (const { ticketId, steps } of stories) {
    let ticket: Ticket | undefined;
    for (const step of steps) {
      const event = withMessage(step.event, messageIds.get(step));
      const { type, ...data } = event;
      ticket = foldTicket(ticket, { id: ticketId, event, at: step.at });
      events.push({ ticketId, seq: ticket.version, type, data, actorId: step.actor?.id ?? null, at: step.at });
    }
    if (ticket) tickets.push(ticket);
  }
  return { tickets, messages: messageRows, ticketEvents: events };
}

/** @param age how many tickets came after it. */
function endingOf(age: number): Ending {
  return RECENT[age] ?? FORGOTTEN.find(([at]) => at === age)?.[1] ?? 'done';
}

/** What of the story happened by then. */
function storyUntil(end: Date, report: Report, index: number, staff: readonly PersonRow[], ending: Ending): readonly Step[] {
  let steps: readonly Step[] = [];
  for (const pace of PACES) {
    steps = tellStory(createRandom(10_000 + index), report, staff, ending, pace).filter(({ at }) => at < end);
    if (hasCome(steps, ending)) break;
  }
  return steps;
}

function hasCome(steps: readonly Step[], ending: Ending): boolean {
  const types = steps.map(({ event }) => event.type);
  if (ending === 'in_progress') return types.includes('claimed');
  if (ending === 'waiting') return types.includes('asked');
  // Done, unless it was opened again since.
  return ending === 'new' || types.includes('withdrawn') || types.lastIndexOf('resolved') > types.lastIndexOf('reopened');
}
