import type { Block, Button, Card, Post } from '#core/card.ts';
import type { Ticket } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import { quietFor, quietUntil, tellableAt, type Listener } from '#rules/quiet-hours.ts';
import { lastStretch, type Terms } from '#rules/sla/cycle.ts';
import { readCycle } from '#rules/sla/read-cycle.ts';
import { cycleKey } from '#rules/sla/replay.ts';
import type { Pending } from '#rules/sla/thresholds.ts';
import type { Tx } from '#store/database.ts';
import { dropHeld, holdNotices, releaseNotices } from '#store/held-notices.ts';
import { personById } from '#store/people.ts';
import type { KnownRules } from '#store/sla.ts';
import { leadsOf } from '#store/teams.ts';
import { viewTicket, type TicketView } from '#store/ticket-view.ts';
import { openButton, seldomButton, takeButton } from './buttons.ts';
import { heading, situation } from './cards.ts';
import type { Standing } from './clocks.ts';
import { settingsOf } from './next-step.ts';
import { thread } from './record.ts';
import { METRIC_WORDS } from './words.ts';

/** From this part of a target on, those who look after the team hear of it, too. */
const LEADS_FROM = 75;

/** A part of a target that was used up. */
type News = Pick<Pending, 'cycle' | 'terms' | 'percent'>;

/** Tells who can still do something: whoever has it, or the team's thread while nobody has; late also the team's leads. */
export async function tellOfClocks(context: Context<Tx>, ticket: Ticket, news: readonly News[], rules: KnownRules): Promise<void> {
  const view = await viewTicket(context.tx, ticket.id);
  if (!view) return;
  if (ticket.assigneeId === null) context.say(thread(ticket), noticeOf(view, news, context.now, [takeButton(ticket)]));
  for (const reader of await readersOf(context, ticket)) await tellOrHold(context, { view, reader, news: newsFor(reader, news), rules });
}

/** What waited for the end of somebody's quiet hours: as it stands now, and only if it still concerns them. */
export async function tellHeld(context: Context<Tx>, ticket: Ticket, { clocks, rules }: Standing): Promise<void> {
  const held = rules.inForce ? await releaseNotices(context.tx, ticket.id, context.now) : [];
  if (held.length === 0) return;
  const [view, readers] = await Promise.all([viewTicket(context.tx, ticket.id), readersOf(context, ticket)]);
  const cycles = new Map(clocks.map(({ cycle }) => [cycleKey(cycle), cycle]));
  for (const reader of view ? readers : []) {
    const news = held.flatMap((notice) => {
      const cycle = cycles.get(cycleKey(notice));
      const { terms, pause } = cycle ? lastStretch(cycle) : {};
      return notice.personId === reader.id && cycle && !cycle.end && !pause && terms ? [{ cycle, terms, percent: notice.percent }] : [];
    });
    if (view) await tellOrHold(context, { view, reader, news: newsFor(reader, news), rules });
  }
}

interface Reader {
  readonly id: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly isOwner: boolean;
}

/** Who is told in direct messages: whoever has it, and the leads of the team. Nobody of their own request. */
async function readersOf({ tx }: Context<Tx>, { assigneeId, requesterId, teamId }: Ticket): Promise<Reader[]> {
  const [owner, leads] = await Promise.all([assigneeId === null ? undefined : personById(tx, assigneeId), leadsOf(tx, teamId)]);
  const others = leads.filter(({ id }) => id !== assigneeId && id !== requesterId);
  return [...(owner ? [{ ...owner, isOwner: true }] : []), ...others.map((lead) => ({ ...lead, isOwner: false }))];
}

function newsFor({ isOwner }: Reader, news: readonly News[]): News[] {
  return news.filter(({ percent }) => isOwner || percent >= LEADS_FROM);
}

interface Telling {
  readonly view: TicketView;
  readonly reader: Reader;
  readonly news: readonly News[];
  readonly rules: KnownRules;
}

/** In somebody's quiet hours nothing is said; it waits until these end and the calendar is open. */
async function tellOrHold(context: Context<Tx>, { view, reader, news, rules }: Telling): Promise<void> {
  if (news.length === 0) return;
  const { ticket } = view;
  const listener = { quiet: quietFor(settingsOf(rules), ticket.priority), zone: reader.timeZone };
  const notices = news.map(({ cycle: { metric, number }, percent, terms }) => {
    const until = heldTill(listener, terms, context.now);
    return { ticketId: ticket.id, metric, number, personId: reader.id, percent, until };
  });
  if (quietUntil(listener, context.now)) return await holdNotices(context.tx, notices);
  await dropHeld(context.tx, notices);
  const take = ticket.assigneeId === null ? [takeButton(ticket)] : [];
  context.say({ to: 'person', personId: reader.id }, noticeOf(view, news, context.now, [...take, openButton(ticket), seldomButton(ticket)]));
}

function heldTill(listener: Listener, { calendar }: Terms, now: Date): Date {
  const end = quietUntil(listener, now) ?? now;
  return tellableAt(listener, calendar, end) ?? end;
}

function noticeOf(view: TicketView, news: readonly News[], now: Date, buttons: readonly Button[]): Post {
  const { ticket } = view;
  const facts: Block = {
    kind: 'facts',
    facts: [
      ...(ticket.private ? [] : [{ label: 'From', value: view.requester.name }]),
      { label: 'Priority', value: `P${ticket.priority}` },
      { label: 'Status', value: situation(view, 'agents') },
    ],
  };
  const card: Card = { title: heading(ticket), tone: 'warning', blocks: [...news.map((part) => blockOf(part, now)), facts], buttons };
  return { text: `${heading(ticket)}: ${news.map(inShort).join(', ')}`, card };
}

function inShort({ cycle, percent }: News): string {
  const { what } = METRIC_WORDS[cycle.metric];
  return percent < 100 ? `${percent} % of the time for ${what} is used` : `${what} is overdue`;
}

function blockOf({ cycle, percent }: News, now: Date): Block {
  const { what } = METRIC_WORDS[cycle.metric];
  const { dueAt } = readCycle(cycle, now);
  const at = dueAt ? [{ at: dueAt.toISOString() }] : [];
  if (percent === 100) return { kind: 'text', text: ['Overdue: ', `${what} was to come by `, ...at, '.'] };
  return { kind: 'text', text: [`${percent} % of the time for ${what} is used. It is due `, ...at, '.'] };
}
