import type { MessageView, PersonView } from '#bot/browser/api.ts';
import { isNote, isNoteText } from './note.ts';
import type { Outgoing } from './state.ts';
import { dayKey, dayName } from './time.ts';

export type Item =
  | { readonly kind: 'day'; readonly key: string; readonly name: string }
  | { readonly kind: 'message'; readonly entry: MessageView | Outgoing; readonly isGrouped: boolean };

const nearby = 5 * 60_000;

/** Puts a line between days, and together what somebody wrote in one go. */
export function arrange(entries: readonly (MessageView | Outgoing)[], me: PersonView): readonly Item[] {
  const items: Item[] = [];
  let before: MessageView | Outgoing | undefined;
  for (const entry of entries) {
    const day = dayKey(entry.at, me.timeZone);
    const isNewDay = !before || dayKey(before.at, me.timeZone) !== day;
    if (isNewDay) items.push({ kind: 'day', key: day, name: dayName(entry.at, me.timeZone) });
    const isNear = before !== undefined && Date.parse(entry.at) - Date.parse(before.at) < nearby;
    items.push({ kind: 'message', entry, isGrouped: !isNewDay && isNear && before !== undefined && voice(before, me) === voice(entry, me) });
    before = entry;
  }
  return items;
}

/** Who speaks, to whom: what the line above a message says. */
function voice(entry: MessageView | Outgoing, me: PersonView): string {
  if ('key' in entry) return ['person', me.id, me.name, null, entry.thread !== undefined && isNoteText(entry.text), false].join();
  const { author, quoted, onlyForYou } = entry;
  return [author.kind, author.personId, author.name, quoted, isNote(entry, true), onlyForYou].join();
}
