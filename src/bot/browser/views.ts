import type { Chart } from '#core/chart.ts';
import type { Person } from '#core/person.ts';
import { fileName } from '#lib/file-names.ts';
import { pictureId } from '#lib/chart/picture-id.ts';
import { toAdaptiveCard } from '../adaptive-card.ts';
import type { MessageView, PersonView } from './api.ts';
import type { MessageRow } from './rooms.ts';

/** A message as one reader sees it: instants in their zone, cards drawn. */
export function viewMessage({ message, attachment, authorName, replies, lastReplyAt }: MessageRow, reader: Person, now: Date): MessageView {
  const { card } = message;
  const own = `/api/rooms/${encodeURIComponent(message.room)}/messages/${message.id}`;
  const as = new URLSearchParams({ as: reader.email }).toString();
  const pictureOf = (chart: Chart) => `${own}/charts/${pictureId(chart)}?${as}`;
  return {
    id: message.id,
    room: message.room,
    threadId: message.threadId,
    author: { kind: message.authorId === null ? 'desk' : 'person', name: authorName ?? 'Deskside', personId: message.authorId },
    quoted: message.quoted,
    about: message.about,
    tag: message.tag,
    onlyForYou: message.onlyForId !== null,
    text: message.text,
    card: card && toAdaptiveCard(card, message.text, { timeZone: reader.timeZone, now, pictureOf }),
    buttons: card ? card.buttons.map(({ label, action, subject, value, version }) => ({ label, ref: { action, subject, value, version } })) : [],
    attachment: attachment && { name: fileName(attachment.name), size: attachment.size, url: `${own}/attachment?${as}` },
    at: message.at.toISOString(),
    changed: message.changedAt !== null,
    thread: replies > 0 && lastReplyAt !== null ? { replies, lastAt: lastReplyAt } : null,
  };
}

export function viewPerson(person: Person, teams: readonly string[], isManager: boolean): PersonView {
  const { id, email, name, title, department, timeZone, privileged } = person;
  return { id, email, name, title, department, timeZone, teams, isManager, privileged };
}
