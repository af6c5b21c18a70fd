import { subHours } from 'date-fns/subHours';
import { DeskError } from '#core/errors.ts';
import type { Form } from '#core/form.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context, Relation } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { familyLike, type FamilyFound } from '#store/family.ts';
import { findTicket, lockTickets } from '#store/tickets.ts';
import { addToWave, alikeSince, decideWave, dissolveWave, keepWave, lockReportsOf, lockWaveWith, waveOf, type Wave } from '#store/waves.ts';
import { joinButton, leaveButton, namesOf } from './family-card.ts';
import { choiceOfTicket } from './family-forms.ts';
import { hangOn, obstacle, ticketOptions } from './family.ts';
import { isOpen, thread, TICKET } from './record.ts';
import { decidedWords, parseWave, waveSubject } from './wave-card.ts';

/** So many people within so long are no coincidence. */
const PEOPLE = 3;
const HOURS = 2;
/** What is this like, and comes so soon after a parent was made, hangs on it without a question. */
const SAME_AT = 0.8;
const FRESH_HOURS = 4;

/** After a fault that looks like others was reported, and shows in its team's channel: is it one of many? Each wave is asked about once. */
export async function noteWave(context: Context<Tx>, ticket: Ticket): Promise<void> {
  if (ticket.category !== null) return;
  const { tx, now } = context;
  await lockReportsOf(tx, ticket.teamId);
  const family = await familyLike(tx, ticket);
  if (family) return await joinOrOffer(context, ticket, family);
  const alike = await alikeSince(tx, ticket, subHours(ticket.createdAt, HOURS));
  const waveId = alike.find((each) => each.waveId !== null)?.waveId ?? undefined;
  if (waveId !== undefined) return await addIfAsked(context, waveId, ticket);
  if (new Set(alike.map(({ requesterId }) => requesterId)).size < PEOPLE) return;
  await keepWave(
    tx,
    ticket,
    alike.map(({ id }) => id),
    now,
  );
  await context.show({ workflow: TICKET, subject: waveSubject(ticket.id), audience: 'agents', place: { teamId: ticket.teamId, under: String(ticket.id) } });
}

/** Whoever has answered has not said it of this one. */
async function addIfAsked(context: Context<Tx>, waveId: number, { id }: Ticket): Promise<void> {
  if ((await waveOf(context.tx, waveId, true))?.decidedBy !== null) return;
  await addToWave(context.tx, waveId, id);
  await context.refresh(TICKET, waveSubject(waveId));
}

/** A ticket is private now, so no question names it. The one that hangs in its own thread is over; the others can be asked about anew. */
export async function leaveWave(context: Context<Tx>, id: number): Promise<void> {
  const wave = await lockWaveWith(context.tx, id);
  if (!wave) return;
  if (wave.ticketId === id && wave.decidedBy === null) await dissolveWave(context.tx, id);
  await context.refresh(TICKET, waveSubject(wave.ticketId));
}

async function joinOrOffer(context: Context<Tx>, { id }: Ticket, { parentId, score, since }: FamilyFound): Promise<void> {
  const locked = await lockTickets(context.tx, [id, parentId]);
  const [ticket, parent] = [locked.get(id), locked.get(parentId)];
  if (!ticket || !parent || (await obstacle(context.tx, ticket, parent)) !== undefined) return;
  const there = ticketName(parentId);
  const atOnce = score >= SAME_AT && since >= subHours(context.now, FRESH_HOURS);
  if (atOnce) await hangOn(context, ticket, parent, 'desk');
  const title = atOnce ? `This says the same as ${there}, so I have made it part of that.` : `This sounds like ${there}. Is it part of that?`;
  const buttons = [atOnce ? leaveButton(ticket, parentId) : joinButton(ticket, parentId)];
  const blocks = [{ kind: 'text', text: `${there} · ${parent.title}` }] as const;
  context.say(thread(ticket), { text: title, card: { title, tone: 'attention', blocks, buttons } });
}

/** Who may answer: the team that is asked, also when the ticket under which it was asked has gone to another since. */
export async function waveRelation(tx: Tx, waveId: number): Promise<Relation | undefined> {
  const [wave, ticket] = [await waveOf(tx, waveId), await findTicket(tx, waveId)];
  return wave && ticket && { requesterId: ticket.requesterId, teamId: wave.teamId, assigneeId: null };
}

export async function formToChooseParent(tx: Tx, subject: string): Promise<Form> {
  const wave = await waveIn(tx, subject);
  const open = wave.members.filter(isOpen);
  if (open.length === 0) throw new DeskError('conflict', { userMessage: 'None of these is open any more.' });
  return choiceOfTicket({ title: 'The parent', submit: 'Make it the parent', question: 'Which one stands for all of them?' }, ticketOptions(open));
}

/** `ticket.make_parent` and `ticket.choose_parent`: the others hang on it from now on. The first answer counts. */
export async function makeParent(context: Context<Tx>, { subject, value, values }: ActionInput): Promise<void> {
  const wave = await undecided(context, subject);
  const parentId = Number(values['parent'] ?? value);
  const locked = await lockTickets(
    context.tx,
    wave.members.map(({ id }) => id),
  );
  const parent = locked.get(parentId);
  if (!parent) throw new DeskError('invalid', { userMessage: 'Please choose one of these tickets.' });
  const hung: number[] = [];
  const problems: string[] = [];
  for (const child of locked.values()) {
    if (child.id === parentId) continue;
    const problem = await obstacle(context.tx, child, parent);
    if (problem !== undefined) problems.push(problem);
    else {
      await hangOn(context, child, parent);
      hung.push(child.id);
    }
  }
  if (hung.length === 0) throw new DeskError('conflict', { userMessage: [...new Set(problems)].join(' ') });
  await decide(context, wave, parentId);
  const { name } = context.actor.person;
  for (const id of hung) context.say(threadIn(locked, id), { text: `${name} has made this part of ${ticketName(parentId)}.` });
  const text = [`${name} has made this the parent of ${namesOf(hung)}. “Tell everybody” reaches all who reported it.`, ...problems].join(' ');
  context.say(thread(parent), { text });
}

function threadIn(tickets: ReadonlyMap<number, Ticket>, id: number) {
  const ticket = tickets.get(id);
  if (!ticket) throw new Error(`Ticket ${id} is not locked.`);
  return thread(ticket);
}

/** `ticket.differ`: each goes on on its own, and nobody asks again. */
export async function differ(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  await decide(context, await undecided(context, subject), null);
}

async function decide(context: Context<Tx>, { ticketId }: Wave, parentId: number | null): Promise<void> {
  await decideWave(context.tx, ticketId, { decidedById: context.actor.person.id, decidedAt: context.now, parentId });
  await context.refresh(TICKET, waveSubject(ticketId));
}

/** Locked, so that of two answers one counts. @throws DeskError `conflict` that says who was first */
async function undecided({ tx }: Context<Tx>, subject: string): Promise<Wave> {
  const wave = await waveIn(tx, subject, true);
  if (wave.decidedBy === null) return wave;
  throw new DeskError('conflict', { userMessage: `Somebody was first: ${decidedWords(wave, wave.decidedBy)}` });
}

async function waveIn(tx: Tx, subject: string, lock = false): Promise<Wave> {
  const id = parseWave(subject);
  const wave = id === undefined ? undefined : await waveOf(tx, id, lock);
  if (!wave) throw new DeskError('not_found', { userMessage: 'I cannot find those tickets.' });
  return wave;
}
