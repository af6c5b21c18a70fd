import type { Button, Card, Fact } from '#core/card.ts';
import { ticketName } from '#core/ticket.ts';
import type { Drawing } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { waveOf, type Wave } from '#store/waves.ts';
import { namesOf } from './family-card.ts';
import { isOpen } from './record.ts';

const LISTED = 10;

/** What a question about a wave hangs under: `wave/1042`, by the ticket in whose thread it hangs. */
export function waveSubject(ticketId: number): string {
  return `wave/${ticketId}`;
}

export function parseWave(subject: string): number | undefined {
  const [, id] = /^wave\/(\d{1,9})$/.exec(subject) ?? [];
  return id === undefined ? undefined : Number(id);
}

/** Changes when another ticket joins, when one becomes private, and when somebody answers. */
export async function drawWave(tx: Tx, ticketId: number): Promise<Drawing> {
  const wave = await waveOf(tx, ticketId);
  if (!wave) throw new Error(`No wave ${ticketId} to draw.`);
  const { members, hidden, decidedBy } = wave;
  const version = members.length + 2 * hidden + (decidedBy === null ? 0 : 1);
  // In the thread of one that is private now, the others would tell what it is about.
  if (!members.some(({ id }) => id === ticketId)) return { version, post: { text: `This is part of ${ticketName(ticketId)}, which is private.` } };
  const card = waveCard(wave);
  return { version, post: { text: card.title, card } };
}

type Shown = Omit<Wave, 'hidden'>;

/** Pure. */
export function waveCard(wave: Shown): Card {
  return wave.decidedBy === null ? questionCard(wave) : decidedCard(wave, wave.decidedBy);
}

function questionCard(wave: Shown): Card {
  const { ticketId, members } = wave;
  if (members.length < 2) return { title: 'Others that looked like this one are private now.', tone: 'neutral', blocks: [], buttons: [] };
  const people = new Set(members.map(({ requesterId }) => requesterId)).size;
  const title = `${people} people report the same: ${namesOf(members.map(({ id }) => id))}. Make one of them the parent?`;
  const subject = waveSubject(ticketId);
  const oldest = members.find(isOpen) ?? members[0];
  const offered: Button[] = oldest
    ? [{ action: 'ticket.make_parent', subject, value: String(oldest.id), label: `Make ${ticketName(oldest.id)} the parent`, style: 'primary' }]
    : [];
  const others: Button[] = [
    { action: 'ticket.choose_parent', subject, label: 'Choose another', opensForm: true },
    { action: 'ticket.differ', subject, label: 'They are different' },
  ];
  const hint = { kind: 'text', text: 'Then one status reaches everybody, and all of them can be resolved together.', subtle: true } as const;
  return { title, tone: 'warning', blocks: [{ kind: 'facts', facts: listed(wave) }, hint], buttons: [...offered, ...others] };
}

function decidedCard(wave: Shown, by: string): Card {
  return { title: decidedWords(wave, by), tone: 'neutral', blocks: [{ kind: 'facts', facts: listed(wave) }], buttons: [] };
}

/** What somebody has answered, as a sentence. */
export function decidedWords({ parentId, members }: Shown, by: string): string {
  if (parentId !== null) return `${by} has made ${ticketName(parentId)} the parent.`;
  return `${by} says that these are different: ${namesOf(members.map(({ id }) => id))}.`;
}

function listed({ members }: Shown): Fact[] {
  return members.slice(0, LISTED).map(({ id, title }) => ({ label: ticketName(id), value: title }));
}
