import type { Button, Card, Fact } from '#core/card.ts';
import type { Section } from '#core/front-end.ts';
import { OPEN_STATES } from '#core/ticket.ts';
import type { Actor } from '#core/person.ts';
import type { Audience } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { listTeams, type Team } from '#store/teams.ts';
import { queueOf, requestsOf, waitingIn, type TicketLine } from '#store/ticket-view.ts';
import { agentButtons, requesterButtons } from './buttons.ts';
import { heading, situation, TONES } from './cards.ts';
import { thingSections } from './things.ts';

/** So many in a list; platforms limit how long such a page may be. */
const LISTED = 10;

/** What somebody has asked for and what they hold; for agents also what they work on, and what waits in their teams. */
export async function home(tx: Tx, { person, teamIds }: Actor): Promise<Section[]> {
  const teams = teamIds.length === 0 ? [] : (await listTeams(tx)).filter(({ id }) => teamIds.includes(id));
  const [open, resolved, things, queue, ...waiting] = await Promise.all([
    requestsOf(tx, person.id, OPEN_STATES, LISTED),
    // They can still be rated, or opened again.
    requestsOf(tx, person.id, ['resolved'], LISTED),
    thingSections(tx, person.id),
    teams.length === 0 ? [] : queueOf(tx, person.id, LISTED),
    ...teams.map(async ({ id }) => await waitingIn(tx, id, LISTED)),
  ]);
  const mine = section(
    { title: 'My requests', empty: 'You have nothing open with us. If something is wrong, just tell me.' },
    [...open, ...resolved],
    'requester',
  );
  if (teams.length === 0) return [mine, ...things];
  const queued = section({ title: 'My queue', empty: 'Nothing is assigned to you.' }, queue, 'agents');
  return [mine, queued, ...teams.map((team, at) => section(waitingHeading(team), waiting[at] ?? [], 'agents')), ...things];
}

function waitingHeading({ name }: Team): Omit<Section, 'cards'> {
  return { title: `Waiting to be taken: ${name}`, empty: 'Nothing is waiting.' };
}

function section(words: Omit<Section, 'cards'>, lines: readonly TicketLine[], audience: Audience): Section {
  return { ...words, cards: lines.map((line) => compactCard(line, audience)) };
}

function compactCard(line: TicketLine, audience: Audience): Card {
  const { ticket, requesterName } = line;
  const status: Fact = { label: 'Status', value: situation(line, audience) };
  const reported: Fact = { label: 'Reported', value: [{ at: ticket.createdAt.toISOString() }] };
  const facts =
    audience === 'requester'
      ? [status, reported]
      : [...(ticket.private ? [] : [{ label: 'From', value: requesterName }]), { label: 'Priority', value: `P${ticket.priority}` }, status, reported];
  const buttons = audience === 'requester' ? requesterButtons(ticket) : agentButtons(ticket);
  return { title: heading(ticket), tone: TONES[ticket.state], blocks: [{ kind: 'facts', facts }], buttons: buttons.map((button) => seenAt(button, line)) };
}

/** Buttons know on which version they were drawn; what is posted gets that where it is delivered. */
function seenAt(button: Button, { ticket }: TicketLine): Button {
  return { ...button, version: ticket.version };
}
