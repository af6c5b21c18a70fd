import type { Calendar } from './business-time/calendar.ts';
import { addBusinessTime } from './business-time/reckon.ts';
import type { NoticeSettings } from './notices.ts';
import { AROUND_THE_CLOCK, tellableAt, type Listener } from './quiet-hours.ts';
import type { OwnerSilent, RequesterSilent } from './silence.ts';

/** What comes next if nobody says or does anything, and when. It may be due already. */
export interface Next<Step> {
  readonly at: Date;
  readonly step: Step;
}

interface OwnerAsked {
  readonly settings: Pick<NoticeSettings, 'silentOwner'>;
  /** Of the team. */
  readonly calendar: Calendar;
  readonly owner: Listener;
  readonly now: Date;
}

/**
 * Who has a ticket and is silent is asked, and after that it is handed back. Nobody is asked, and nothing is taken from anybody, while
 * they are not at work. What is late counts from when it was done: an outage never hands back what nobody was asked about.
 */
export function nextOfOwner(silence: OwnerSilent, { settings, calendar, owner, now }: OwnerAsked): Next<'ask' | 'hand_back'> | undefined {
  const { askAfter, handBackAfter } = settings.silentOwner;
  const [from, wait, step] = silence.askedAt ? ([silence.askedAt, handBackAfter, 'hand_back'] as const) : ([silence.from, askAfter, 'ask'] as const);
  const over = addBusinessTime(calendar, from, wait);
  const at = over && tellableAt(owner, calendar, latest(over, now));
  return at && { at, step };
}

interface RequesterAsked {
  readonly settings: Pick<NoticeSettings, 'silentRequester'>;
  readonly requester: Listener;
  readonly now: Date;
}

/** Who owes an answer is reminded a few times, and then the ticket is resolved. Plain time, but never in their quiet hours. */
export function nextOfRequester(silence: RequesterSilent, { settings, requester, now }: RequesterAsked): Next<'remind' | 'give_up'> | undefined {
  const { remindAfter, reminders, resolveAfter } = settings.silentRequester;
  const from = silence.remindedAt.at(-1) ?? silence.from;
  const step = silence.remindedAt.length < reminders ? 'remind' : 'give_up';
  const over = new Date(from.getTime() + (step === 'remind' ? remindAfter : resolveAfter));
  const at = tellableAt(requester, AROUND_THE_CLOCK, latest(over, now));
  return at && { at, step };
}

export function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
