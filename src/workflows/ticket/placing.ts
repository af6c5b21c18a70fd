import type { Person } from '#core/person.ts';
import type { Context } from '#core/workflow.ts';
import type { Category, Impact, Priority, Ticket, TicketFacts, Urgency } from '#core/ticket.ts';
import { formatInstant } from '#lib/dates.ts';
import { openCalendar } from '#rules/business-time/calendar.ts';
import { isOpen, nextOpening } from '#rules/business-time/reckon.ts';
import type { Edition } from '#rules/edition.ts';
import { priorityOf } from '#rules/priority.ts';
import { fits, type Request } from '#rules/request-match.ts';
import { routeByRules, routeTo } from '#rules/routing.ts';
import { subcategoryOf } from '#rules/subcategory.ts';
import { isVip } from '#rules/vip.ts';
import type { Tx } from '#store/database.ts';
import { editionInForce } from '#store/editions.ts';
import { personById } from '#store/people.ts';
import { listTeams, type Team } from '#store/teams.ts';

interface Matter {
  readonly title: string;
  readonly words: string;
  readonly urgency: Urgency;
  readonly impact: Impact;
  readonly requester: Person;
  readonly intent: string | undefined;
  readonly category: Category | undefined;
  readonly place: string | undefined;
  /** Whose it is, whatever it says. */
  readonly teamId: number | undefined;
}

/** Where a request goes, and how it is told apart from others, by the configuration file. */
interface Placing {
  readonly team: Team;
  readonly priority: Priority;
  readonly facts: TicketFacts;
  readonly request: Request;
  readonly edition: Edition;
}

export async function placeRequest(tx: Tx, matter: Matter): Promise<Placing> {
  const { title, words, urgency, impact, intent, category, place } = matter;
  const { email, title: position, department } = matter.requester;
  const [teams, edition] = await Promise.all([listTeams(tx), editionInForce(tx)]);
  const vip = edition.vip ? isVip(edition.vip, { email, title: position }) : false;
  const text = category ? `${title} ${words}` : words;
  const subcategory = subcategoryOf(edition.categories ?? [], category, text);
  const request = { intent, category, subcategory, text, place, department, vip };
  const teamId = teams.find(({ id }) => id === matter.teamId)?.id ?? routeByRules(edition.routing ?? [], teams, request) ?? routeTo(teams, text, category);
  const team = teams.find(({ id }) => id === teamId);
  if (!team) throw new Error(`There is no team ${teamId}.`);
  const facts = { department, vip, impact, ...(subcategory === undefined ? {} : { subcategory }) };
  return { team, priority: priorityOf(urgency, impact, edition.priorities), facts, request, edition };
}

/** Says once, to who asked, what the file says about requests like this one, and when the team is back if nobody is there now. */
export async function replyAtOnce(context: Context<Tx>, { requesterId }: Ticket, { edition, request, team }: Placing): Promise<void> {
  const reply = edition.autoReplies?.find(({ when }) => fits(when, request))?.say;
  const to = { to: 'person', personId: requesterId } as const;
  if (reply !== undefined) context.say(to, { text: reply });
  const away = await awayWords(context, requesterId, edition, team);
  if (away !== undefined) context.say(to, { text: away });
}

async function awayWords({ tx, now }: Context<Tx>, requesterId: number, edition: Edition, team: Team): Promise<string | undefined> {
  const name = edition.teamCalendars?.[team.key];
  const plan = name === undefined ? undefined : edition.calendars[name];
  if (!plan || edition.outOfHours === undefined) return undefined;
  const calendar = openCalendar(plan);
  if (isOpen(calendar, now)) return undefined;
  const [{ timeZone }, back] = [await personById(tx, requesterId), nextOpening(calendar, now)];
  return back === undefined ? edition.outOfHours : `${edition.outOfHours} ${team.name} is back on ${formatInstant(back, timeZone, now)}.`;
}
