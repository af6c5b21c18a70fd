import type { Block, Card, Fact, Post, Tone } from '#core/card.ts';
import { ticketName, type Ticket, type TicketState } from '#core/ticket.ts';
import type { Audience, CardPlace, Drawing } from '#core/workflow.ts';
import { firstLine, inWords, shorten } from '#lib/text.ts';
import type { TicketView } from '#store/ticket-view.ts';
import { familyFacts, withFamily } from './family-card.ts';
import { agentButtons, privateButtons, requesterButtons, stars, watcherButtons } from './buttons.ts';
import { promiseFacts } from './promise.ts';
import { isOpen } from './record.ts';
import { APPROVAL_WORDS, CODE_WORDS, DELETED, kindWords, STATE_WORDS, URGENCY_WORDS } from './words.ts';

/** In UTF-16 code units; the whole text is in the ticket. */
const QUOTE_MAX = 600;
const ATTACHMENTS_NAMED = 3;

type Place = CardPlace['place'];

/** The ticket's card for its requester or its team, in the place where it hangs. Pure. */
export function drawTicket(view: TicketView, audience: Audience, place: Place = { teamId: view.ticket.teamId }): Post {
  if (audience === 'requester') {
    const { ticket } = view;
    if ('personId' in place && place.personId !== ticket.requesterId) return drawForWatcher(view, place.personId);
    return { text: `${ownHeading(view)}: ${situation(view, audience)}`, card: requesterCard(view) };
  }
  const status = hasLeft(view.ticket, place) ? `${view.teamName} has it now` : situation(view, audience);
  if (view.ticket.private && !isConfidant(view, place))
    return { text: `${heading(view.ticket)}: ${status}`, card: privateCard(view, status, canActFrom(view.ticket, place)) };
  return { text: `${heading(view.ticket)}: ${status}`, card: agentCard(view, status, canActFrom(view.ticket, place)) };
}

/** A card changes also when somebody is told of its clocks or watches it; what its buttons go by is the ticket's version, and nothing else. */
export function drawingOf(view: TicketView, audience: Audience, place: Place): Drawing {
  const { text, card } = drawTicket(view, audience, place);
  const { version } = view.ticket;
  const buttons = card?.buttons.map((button) => ({ ...button, version })) ?? [];
  return { post: { text, ...(card ? { card: { ...card, buttons } } : {}) }, version: version + view.notices + view.changes };
}

/** It hangs in the channel of a team that has passed the ticket on. */
function hasLeft({ teamId }: Ticket, place: Place): boolean {
  return 'teamId' in place && place.teamId !== teamId;
}

/** Buttons hang where the ticket is worked on: in its team's channel, and in the direct messages of the one who has it. */
function canActFrom({ teamId, assigneeId }: Ticket, place: Place): boolean {
  return 'teamId' in place ? place.teamId === teamId : place.personId === assigneeId;
}

export function heading(ticket: Ticket): string {
  return `${ticketName(ticket.id)} · ${ticket.title}`;
}

/** Its requester knows what it is about. */
function ownHeading({ ticket, report }: TicketView): string {
  return ticket.private && report ? `${ticketName(ticket.id)} · ${firstLine(report, OWN_TITLE_MAX)}` : heading(ticket);
}

const OWN_TITLE_MAX = 120;

/** Who may read a private ticket there: the one who has it, and who looks after its team, in their direct messages. */
function isConfidant({ ticket, leadIds }: TicketView, place: Place): boolean {
  return 'personId' in place && (place.personId === ticket.assigneeId || (leadIds.includes(place.personId) && place.personId !== ticket.requesterId));
}

/** What a team's channel shows of a private ticket: how it stands, and neither whose it is nor what it says. */
function privateCard(view: TicketView, status: string, canAct: boolean): Card {
  const { ticket } = view;
  const facts: Fact[] = [
    { label: 'Reported', value: [{ at: ticket.createdAt.toISOString() }] },
    { label: 'Priority', value: `P${ticket.priority}` },
    { label: 'Status', value: status },
    ...(canAct ? promiseFacts(view, 'agents') : []),
  ];
  const blocks: Block[] = [{ kind: 'facts', facts }, ...(canAct ? [PRIVATE_HINT] : [])];
  return { title: heading(ticket), tone: TONES[ticket.state], blocks, buttons: canAct ? privateButtons(ticket) : [] };
}

const PRIVATE_HINT: Block = {
  kind: 'text',
  text: 'Only the one who has it and the team’s leads can read it, in their direct messages. What is written in this thread goes to nobody.',
  subtle: true,
};

function requesterCard(view: TicketView): Card {
  const { ticket } = view;
  const facts: Fact[] = [
    { label: 'Status', value: situation(view, 'requester') },
    ...promiseFacts(view, 'requester'),
    { label: 'Reported', value: [{ at: ticket.createdAt.toISOString() }] },
    { label: 'Urgency', value: URGENCY_WORDS[ticket.urgency] },
    ...kindFact(ticket),
    ...approvalFact(view),
    ...companyFacts(view),
    ...(ticket.private ? [{ label: 'Private', value: 'Only whoever works on it and the team’s leads read it' }] : []),
  ];
  const blocks: Block[] = [{ kind: 'facts', facts }, ...resolutionBlocks(view), ...waitingBlocks(view)];
  return { title: ownHeading(view), tone: TONES[ticket.state], blocks, buttons: requesterButtons(ticket, view.clocks.length > 0) };
}

function drawForWatcher(view: TicketView, personId: number): Post {
  const { ticket, watcherIds } = view;
  // Who has stopped reads no further.
  if (!watcherIds.includes(personId)) return { text: `${ticketName(ticket.id)}: you no longer watch this.` };
  return { text: `${heading(ticket)}: ${situation(view, 'agents')}`, card: watcherCard(view, personId) };
}

/** For somebody who hears of it: it tells how it stands, and nothing on it acts but what is theirs to do. */
function watcherCard(view: TicketView, personId: number): Card {
  const { ticket, requester } = view;
  const facts: Fact[] = [
    { label: 'For', value: requester.name },
    { label: 'Status', value: situation(view, 'agents') },
    { label: 'Reported', value: [{ at: ticket.createdAt.toISOString() }] },
    ...companyFacts(view),
  ];
  const blocks: Block[] = [{ kind: 'facts', facts }, ...resolutionBlocks(view)];
  return { title: heading(ticket), tone: TONES[ticket.state], blocks, buttons: watcherButtons(ticket, view.reporterIds.includes(personId)) };
}

/** Who is in it besides the requester and the one who works on it. */
function companyFacts({ raisedBy, watchers }: TicketView): Fact[] {
  return [
    ...(raisedBy === null ? [] : [{ label: 'Raised by', value: raisedBy }]),
    ...(watchers.length === 0 ? [] : [{ label: 'Kept informed', value: inWords(watchers, 'and') }]),
  ];
}

function agentCard(view: TicketView, status: string, canAct: boolean): Card {
  const { ticket, requester, devices, latest, attachments, similar, related } = view;
  const facts: Fact[] = [
    { label: 'From', value: `${requester.name}, ${requester.title}, ${requester.department}` },
    { label: 'Reported', value: [{ at: ticket.createdAt.toISOString() }] },
    { label: 'Priority', value: `P${ticket.priority} (${URGENCY_WORDS[ticket.urgency]})` },
    { label: 'Status', value: status },
    ...(canAct ? promiseFacts(view, 'agents') : []),
    ...kindFact(ticket),
    ...approvalFact(view),
    ...(ticket.sourceLink === null ? [] : [{ label: 'Made from', value: [{ link: ticket.sourceLink, label: 'a message' }] }]),
    ...(devices.length > 0 ? [{ label: 'Devices', value: devices.join(', ') }] : []),
    ...(canAct && attachments.length > 0 ? [{ label: 'Attachments', value: fewOf(attachments) }] : []),
    ...(canAct && isOpen(ticket) && similar.length > 0 ? [{ label: 'Looks like', value: similar.map(ticketName).join(', ') }] : []),
    ...(canAct ? familyFacts(view) : []),
    ...(related.length > 0 ? [{ label: 'Belongs with', value: related.map(ticketName).join(', ') }] : []),
    ...companyFacts(view),
    ...(ticket.reopenCount > 0 ? [{ label: 'Reopened', value: times(ticket.reopenCount) }] : []),
    ...(ticket.stars === null ? [] : [{ label: 'Rating', value: stars(ticket.stars) }]),
  ];
  const shown = { title: heading(ticket), tone: TONES[ticket.state] };
  // Who no longer works on it reads no further; who looks after a private one reads it nowhere else.
  if (!canAct && !ticket.private) return { ...shown, blocks: [{ kind: 'facts', facts }], buttons: [] };
  const said: Block[] = [{ kind: 'quote', author: view.reportAuthor ?? requester.name, text: excerpt(view.report ?? ticket.title) }];
  if (latest) said.push({ kind: 'quote', author: latest.author, text: excerpt(latest.text) });
  const blocks: Block[] = [{ kind: 'facts', facts }, ...said, ...resolutionBlocks(view), ...(canAct && isOpen(ticket) ? [THREAD_HINT] : [])];
  return { ...shown, blocks, buttons: canAct ? withFamily(agentButtons(ticket, similar.length > 0), view) : [] };
}

/** That it is a fault like any other need not be said. */
function kindFact(ticket: Ticket): Fact[] {
  return ticket.category === null && ticket.subcategory === null ? [] : [{ label: 'Kind', value: kindWords(ticket) }];
}

function approvalFact({ approval }: TicketView): Fact[] {
  if (approval === null) return [];
  const { state, askedAt, endedAt, waitingFor, takesAll, by, reason } = approval;
  if (state === 'pending') return [{ label: 'Approval', value: [`Waiting for ${inWords(waitingFor, takesAll ? 'and' : 'or')} since `, { at: askedAt }] }];
  const words = by === null ? APPROVAL_WORDS[state] : `${APPROVAL_WORDS[state]} by ${by}${reason === null ? '' : ` (${shorten(reason, REASON_MAX)})`}`;
  return [{ label: 'Approval', value: endedAt === null ? words : [`${words}, `, { at: endedAt }] }];
}

const REASON_MAX = 200;

export function situation({ ticket, assigneeName, teamName }: Pick<TicketView, 'ticket' | 'assigneeName' | 'teamName'>, audience: Audience): string {
  switch (ticket.state) {
    case 'new':
      if (ticket.approval === 'pending')
        return audience === 'agents' ? `${STATE_WORDS.new}; waiting for approval` : `Sent to ${teamName}, waiting for approval`;
      return audience === 'agents' ? STATE_WORDS.new : `Sent to ${teamName}; somebody will take it soon`;
    case 'in_progress':
      if (ticket.approval === 'pending') return `${assigneeName} has it, waiting for approval`;
      return audience === 'agents' ? `${assigneeName} has it` : `${assigneeName} is working on it`;
    case 'waiting':
      return audience === 'agents' ? `${assigneeName} has it, waiting for the requester` : `${assigneeName} needs an answer from you`;
    case 'closed':
      return ticket.mergedInto === null ? STATE_WORDS.closed : `Goes on as ${ticketName(ticket.mergedInto)}`;
    case 'resolved':
    case 'withdrawn':
      return STATE_WORDS[ticket.state];
  }
}

function resolutionBlocks({ ticket, assigneeName, teamName }: TicketView): Block[] {
  if (ticket.resolution === null || ticket.resolutionCode === null) return [];
  const code = CODE_WORDS[ticket.resolutionCode];
  // Nobody of the team has ended what was merged, or what nobody answered.
  const author = ticket.mergedInto === null && ticket.resolutionCode !== 'no_answer' ? `${code} (${assigneeName ?? teamName})` : code;
  return [{ kind: 'quote', author, text: shorten(ticket.resolution, QUOTE_MAX) }];
}

/** What is asked, while an answer is waited for. */
export function waitingBlocks({ ticket, latest }: TicketView): Block[] {
  if (ticket.state !== 'waiting' || !latest) return [];
  return [
    { kind: 'quote', ...latest, text: excerpt(latest.text) },
    { kind: 'text', text: 'Just write your answer here.', subtle: true },
  ];
}

/** Words as a card quotes them. */
export function excerpt(text: string): string {
  return text === '' ? DELETED : shorten(text, QUOTE_MAX);
}

/** The first by name, the rest by number. */
function fewOf(names: readonly string[]): string {
  const more = names.length - ATTACHMENTS_NAMED;
  return `${names.slice(0, ATTACHMENTS_NAMED).join(', ')}${more > 0 ? ` (and ${more} more)` : ''}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

const THREAD_HINT: Block = {
  kind: 'text',
  text: 'In the thread: plain words go to the requester, “note: …” stays in your team, “!help” lists what else can be written.',
  subtle: true,
};

export const TONES: Readonly<Record<TicketState, Tone>> = {
  new: 'attention',
  in_progress: 'neutral',
  waiting: 'warning',
  resolved: 'good',
  closed: 'neutral',
  withdrawn: 'neutral',
};
