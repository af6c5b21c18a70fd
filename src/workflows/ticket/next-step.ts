import type { Ticket } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import type { Calendar } from '#rules/business-time/calendar.ts';
import { latest, nextOfOwner, nextOfRequester, type Next } from '#rules/follow-up.ts';
import { nextRung, type Rung } from '#rules/ladder.ts';
import { USUAL_NOTICES, type NoticeSettings } from '#rules/notices.ts';
import { onCallAt } from '#rules/on-call.ts';
import { AROUND_THE_CLOCK, quietFor, type Listener } from '#rules/quiet-hours.ts';
import { momentsOf } from '#rules/sla/moments.ts';
import { silenceOf, type OwnerSilent, type RequesterSilent, type Unclaimed } from '#rules/silence.ts';
import type { Tx } from '#store/database.ts';
import { candidatesOf, offersSince } from '#store/offers.ts';
import { personByEmail, personById } from '#store/people.ts';
import type { KnownRules } from '#store/sla.ts';
import { teamKey } from '#store/teams.ts';
import type { Standing } from './clocks.ts';

/** What the desk does by itself about a ticket on which nothing happens. */
export type Step =
  | { readonly does: 'offer'; readonly rung: Rung; readonly silence: Unclaimed }
  | { readonly does: 'ask' | 'hand_back'; readonly silence: OwnerSilent }
  | { readonly does: 'remind' | 'give_up'; readonly silence: RequesterSilent };

/** What comes next, and when, should nothing happen. Undefined when nothing does; before anything was applied, nothing ever does. */
export async function nextStep({ tx, now }: Here, ticket: Ticket, { entries, rules }: Pick<Standing, 'entries' | 'rules'>): Promise<Next<Step> | undefined> {
  if (!rules.inForce) return undefined;
  const silence = silenceOf(momentsOf({ id: ticket.id, entries }, latest(now, ticket.updatedAt)));
  if (!silence) return undefined;
  if (silence.kind === 'unclaimed') {
    const next = await nextOffer({ tx, now }, { ticket, silence, rules });
    return next && { at: next.at, step: { does: 'offer', rung: next.step, silence } };
  }
  if (silence.kind === 'owner') {
    const next = await nextWithOwner({ tx, now }, { ticket, silence, rules });
    return next && { at: next.at, step: { does: next.step, silence } };
  }
  const next = await nextWithRequester({ tx, now }, { ticket, silence, rules });
  return next && { at: next.at, step: { does: next.step, silence } };
}

type Here = Pick<Context<Tx>, 'tx' | 'now'>;

interface About<S> {
  readonly ticket: Ticket;
  readonly silence: S;
  readonly rules: KnownRules;
}

/** If nothing else happens, when and what the owner is asked, or has to let go. */
export async function nextWithOwner({ tx, now }: Here, { ticket, silence, rules }: About<OwnerSilent>): Promise<Next<'ask' | 'hand_back'> | undefined> {
  const settings = settingsOf(rules);
  const [key, owner] = await Promise.all([teamKey(tx, ticket.teamId), listener(tx, silence.ownerId, settings, ticket)]);
  return nextOfOwner(silence, { settings, calendar: calendarOf(rules, key), owner, now });
}

/** The same of the requester. */
export async function nextWithRequester(
  { tx, now }: Here,
  { ticket, silence, rules }: About<RequesterSilent>,
): Promise<Next<'remind' | 'give_up'> | undefined> {
  const settings = settingsOf(rules);
  return nextOfRequester(silence, { settings, requester: await listener(tx, ticket.requesterId, settings, ticket), now });
}

async function nextOffer({ tx, now }: Here, { ticket, silence, rules }: About<Unclaimed>): Promise<Next<Rung> | undefined> {
  const { id, teamId, requesterId, priority } = ticket;
  const settings = settingsOf(rules);
  const [key, candidates, offers] = await Promise.all([teamKey(tx, teamId), candidatesOf(tx, teamId), offersSince(tx, id, silence.version)]);
  const others = candidates.filter((candidate) => candidate.id !== requesterId);
  const leads = others.filter(({ isLead }) => isLead);
  const rota = key === undefined ? undefined : rules.inForce?.onCall?.[key];
  const email = rota && priority === 1 ? onCallAt(rota, now) : undefined;
  const onCall = email === undefined ? undefined : await personByEmail(tx, email);
  return nextRung(
    {
      from: silence.from,
      priority,
      calendar: calendarOf(rules, key),
      perMember: settings.unclaimedPerMember,
      quiet: quietFor(settings, priority),
      members: others.filter((candidate) => candidate.id !== silence.letGoBy),
      leads: leads.length > 0 ? leads : others,
      // Who is not of the team could not take it.
      onCall: others.find((candidate) => candidate.id === onCall?.id),
      offers,
    },
    now,
  );
}

/** What holds about notices: what the file says, or else what is usual. */
export function settingsOf({ inForce }: KnownRules): NoticeSettings {
  return inForce?.notices ?? USUAL_NOTICES;
}

/** The hours of a team; around the clock when the file gives it none. */
function calendarOf({ inForce, editions }: KnownRules, key: string | undefined): Calendar {
  const name = key === undefined ? undefined : inForce?.teamCalendars?.[key];
  return (name === undefined ? undefined : editions.at(-1)?.calendars.get(name)) ?? AROUND_THE_CLOCK;
}

async function listener(tx: Tx, personId: number, settings: NoticeSettings, { priority }: Ticket): Promise<Listener> {
  return { zone: (await personById(tx, personId)).timeZone, quiet: quietFor(settings, priority) };
}
