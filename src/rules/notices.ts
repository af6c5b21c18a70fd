import type { Priority } from '#core/ticket.ts';

/** When whom is told of what, by the configuration file. Lengths of time are milliseconds. */
export interface NoticeSettings {
  /** Of a target: when this much of it is used up, somebody is told. In rising order, 1 to 100. */
  readonly percentages: readonly number[];
  /** By the receiver's own clock on the wall, `20:00`; what would be said then waits, but for these priorities. `from` may be later than `to`. */
  readonly quietHours: { readonly from: string; readonly to: string; readonly except: readonly Priority[] } | undefined;
  /** A ticket that nobody takes is offered to one member after another, each for so long of opening hours. */
  readonly unclaimedPerMember: number;
  /** Opening hours without a word from who took it: until they are asked, and from there until it is handed back. */
  readonly silentOwner: { readonly askAfter: number; readonly handBackAfter: number };
  /** Plain time without an answer from who reported it: between reminders, how many there are, and from the last one until it is resolved. */
  readonly silentRequester: { readonly remindAfter: number; readonly reminders: number; readonly resolveAfter: number };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What holds where the file says nothing else. */
export const USUAL_NOTICES: NoticeSettings = {
  percentages: [50, 75, 100],
  quietHours: { from: '20:00', to: '07:00', except: [1] },
  unclaimedPerMember: 15 * MINUTE,
  silentOwner: { askAfter: 4 * HOUR, handBackAfter: 2 * HOUR },
  silentRequester: { remindAfter: 2 * DAY, reminders: 2, resolveAfter: 3 * DAY },
};
