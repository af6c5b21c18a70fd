import type { Edition } from '#rules/edition.ts';
import { USUAL_NOTICES, type NoticeSettings } from '#rules/notices.ts';
import type { SlaPolicy } from '#rules/sla/policy.ts';
import { ALWAYS_OPEN } from '#rules/business-time/calendar.ts';
import { addEdition } from '#store/editions.ts';
import { storedCycles } from '#store/sla.ts';
import { direct } from '#test/support/client.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { HOUR, officePlan } from '#test/rules/business-time/plans.ts';
import { policy } from '#test/rules/sla/story.ts';
import { timersAreDue } from '#test/worker/helpers.ts';
import type { TestDesk } from './helpers.ts';

/** In Vienna, in the week of Monday, 3 June 2030; `tue(9)` is Tuesday at nine. */
const day =
  (date: number) =>
  (hour: number, minute = 0) =>
    new Date(Date.UTC(2030, 5, date, hour - 2, minute));
export const [mon, tue, wed, thu, fri, nextMon] = [day(3), day(4), day(5), day(6), day(7), day(10)] as const;

const since = new Date(0);

/** Clocks are told of as usual; nobody is asked or reminded of anything for a thousand hours. */
const LONG = 1000 * HOUR;
export const PATIENT: NoticeSettings = {
  ...USUAL_NOTICES,
  unclaimedPerMember: LONG,
  silentOwner: { askAfter: LONG, handBackAfter: LONG },
  silentRequester: { remindAfter: LONG, reminders: 1, resolveAfter: LONG },
};

/** A desk on Monday at nine in Vienna that promises replies and solutions of P3 within 8, of P2 within 4, of P1 within 2 hours of office. */
export async function createSlaDesk(
  policies: readonly SlaPolicy[] = [policy()],
  calendars: Edition['calendars'] = {},
  more: Partial<Edition> = { notices: PATIENT },
) {
  const desk = await createTestDesk({ start: mon(9).toISOString() });
  const content: Edition = { calendars: { office: officePlan('Europe/Vienna'), always: ALWAYS_OPEN, ...calendars }, policies, ...more };
  await addEdition(desk.database.db, { since, content, source: 'calendars and policies' });
  return desk;
}

/** The clock goes on to that time, and all timers ring. */
export async function goOnUntil(desk: TestDesk, at: Date): Promise<void> {
  desk.clock.advance(at.getTime() - desk.clock.now().getTime());
  await timersAreDue(desk.worker);
  await desk.settle();
}

export async function cyclesOf(desk: TestDesk, id: number) {
  return await storedCycles(desk.database.db, [id]);
}

/** What somebody was told about clocks, in their direct messages. */
export async function noticesTo(desk: TestDesk, email: string): Promise<string[]> {
  return (await desk.read(email, direct(email))).map(({ text }) => text).filter(isNotice);
}

/** The same, in the thread under the newest card of a team's channel. */
export async function noticesIn(desk: TestDesk, email: string, room: string): Promise<string[]> {
  const card = (await desk.read(email, room)).findLast(({ text }) => text.startsWith('T-'));
  return (await desk.read(email, room, card?.id)).map(({ text }) => text).filter(isNotice);
}

function isNotice(text: string): boolean {
  return / % of the time | overdue/.test(text);
}

interface Element {
  readonly text?: string;
  readonly type?: string;
  readonly items?: readonly Element[];
  readonly columns?: readonly Element[];
  readonly body?: readonly Element[];
  readonly inlines?: readonly Element[];
}

/** What a card says, a paragraph or a fact a line. */
export function linesOf(card: Element | null): string[] {
  return (card?.body ?? []).flatMap((element) => lines(element));
}

function lines(element: Element): string[] {
  if (element.columns) return [element.columns.flatMap((column) => lines(column)).join(': ')];
  if (element.inlines) return [element.inlines.map(({ text = '' }) => text).join('')];
  return [...(element.text === undefined ? [] : [element.text]), ...(element.items ?? []).flatMap((item) => lines(item))];
}
