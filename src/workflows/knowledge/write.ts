import type { Button, Post } from '#core/card.ts';
import { DeskError, refuse } from '#core/errors.ts';
import type { Form, FormValues } from '#core/form.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { addArticle, articleById, articleByKey, articleOfTicket, changeArticle, type Article } from '#store/articles.ts';
import type { Tx } from '#store/database.ts';
import { leadsOf } from '#store/teams.ts';
import { findTicket } from '#store/tickets.ts';
import { drawArticle } from './cards.ts';
import { KNOWLEDGE, parseSubject, subjectName } from './subjects.ts';

const text = { kind: 'text', required: true, multiline: false } as const;

export const articleForm: Form = {
  title: 'Keep as an answer',
  submit: 'Keep',
  fields: [
    { ...text, name: 'title', label: 'Title', question: 'How would somebody ask for it?', maxLength: 120 },
    { ...text, name: 'keywords', label: 'Other words for it (with commas)', question: 'What else do people call it?', required: false, maxLength: 500 },
    { ...text, name: 'body', label: 'The answer (everybody reads it)', question: 'What is the answer?', multiline: true, maxLength: 20_000 },
  ],
};

/** What is known already: an article that there is, or the ticket's title and how it was resolved. */
export async function startingWith(tx: Tx, subject: string): Promise<FormValues> {
  const ticket = await resolvedTicket(tx, subject);
  const { title, keywords, body } = (await writtenHere(tx, ticket.id)) ?? { title: ticket.title, keywords: '', body: ticket.resolution };
  return { title, keywords, body };
}

/** `knowledge.write`: an agent's draft, which a lead publishes. Who has written it stays with it, and every version is kept. */
export async function write(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { tx, now, actor } = context;
  const ticket = await resolvedTicket(tx, subject);
  const { title = '', keywords = '', body = '' } = values;
  const content = { title, keywords: wordsIn(keywords), body, origin: 'chat' } as const;
  const before = await writtenHere(tx, ticket.id);
  if (!before) {
    const [key, { teamId }] = [await freeKey(tx, title, ticket.id), ticket];
    await addArticle(tx, { ...content, audience: null, teamId, key, state: 'draft', ticketId: ticket.id, authorId: actor.person.id }, now);
  } else {
    if (before.state === 'published') await mustLead(context, before, 'This answer is published, so a lead of the team changes it.');
    await change(context, before, { ...content, teamId: before.teamId ?? ticket.teamId, state: before.state === 'published' ? 'published' : 'draft' });
  }
  const article = await articleOfTicket(tx, ticket.id);
  if (article) context.say(threadOf(ticket), announcement(actor.person.name, article, ticket));
}

/** The article of a ticket. A file goes before what is written in chat: the next import would undo it. @throws DeskError `refused` while there is a file */
async function writtenHere(tx: Tx, ticketId: number): Promise<Article | undefined> {
  const article = await articleOfTicket(tx, ticketId);
  if (article?.origin === 'file' && article.state !== 'retired')
    refuse(`This answer comes from the file “${article.key}.md” by now. Whoever looks after the files changes it there.`);
  return article;
}

/** `knowledge.publish`, of the version that the lead has read. */
export async function publish(context: Context<Tx>, { subject, value }: ActionInput): Promise<void> {
  const article = await articleOf(context.tx, subject);
  await mustLead(context, article, 'A lead of the team publishes answers.');
  if (article.state === 'published') throw new DeskError('conflict', { userMessage: 'It is published already.' });
  if (value !== String(article.version)) throw changedSince();
  await change(context, article, { state: 'published' });
  await tell(context, article, `${context.actor.person.name} has published “${article.title}”: it is offered from now on.`);
}

/** `knowledge.discard` */
export async function discard(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const article = await articleOf(context.tx, subject);
  await mustLead(context, article, 'A lead of the team discards answers.');
  if (article.state === 'retired') throw new DeskError('conflict', { userMessage: 'It is discarded already.' });
  await change(context, article, { state: 'retired' });
  await tell(context, article, `${context.actor.person.name} has discarded “${article.title}”: it is not offered.`);
}

async function change({ tx, now, actor }: Context<Tx>, before: Article, changed: Parameters<typeof changeArticle>[2]): Promise<void> {
  if (!(await changeArticle(tx, before, changed, { byId: actor.person.id, at: now }))) throw changedSince();
}

function changedSince(): DeskError {
  return new DeskError('conflict', { userMessage: 'Somebody has changed this answer since. Please look at the newest one.' });
}

async function mustLead({ tx, actor }: Context<Tx>, { teamId }: Article, why: string): Promise<void> {
  const leads = teamId === null ? [] : await leadsOf(tx, teamId);
  if (!leads.some(({ id }) => id === actor.person.id)) refuse(why);
}

function announcement(name: string, article: Article, ticket: Ticket): Post {
  const live = article.state === 'published';
  const said = live ? `${name} has changed the published answer “${article.title}”.` : `${name} has kept this as an answer. A lead of the team can publish it.`;
  const of = { subject: subjectName('article', article.id), value: String(article.version) };
  const buttons: Button[] = [
    ...(live ? [] : [{ ...of, action: `${KNOWLEDGE}.publish`, label: 'Publish', style: 'primary' } as const]),
    { action: `${KNOWLEDGE}.write`, subject: subjectName('ticket', ticket.id), label: 'Edit', opensForm: true },
    { ...of, action: `${KNOWLEDGE}.discard`, label: 'Discard' },
  ];
  return { ...drawArticle(article, buttons), text: said };
}

/** The ticket's thread is where its team reads. Named by workflow: none knows another's code. */
function threadOf({ id, teamId }: Pick<Ticket, 'id' | 'teamId'>) {
  return { to: 'thread', workflow: 'ticket', subject: String(id), teamId } as const;
}

async function tell(context: Context<Tx>, { ticketId }: Article, words: string): Promise<void> {
  const ticket = ticketId === null ? undefined : await findTicket(context.tx, ticketId);
  context.say(ticket ? threadOf(ticket) : { to: 'actor' }, { text: words });
}

async function resolvedTicket(tx: Tx, subject: string): Promise<Ticket & { readonly resolution: string }> {
  const parsed = parseSubject(subject);
  const ticket = parsed?.kind === 'ticket' ? await findTicket(tx, parsed.id) : undefined;
  if (!ticket) throw new DeskError('not_found', { userMessage: 'I cannot find that ticket.' });
  if (ticket.private) refuse('This request is private, so nothing of it becomes an answer that everybody reads.');
  const { resolution } = ticket;
  if (resolution === null) throw new DeskError('conflict', { userMessage: `${ticketName(ticket.id)} is not resolved, so there is no answer to keep yet.` });
  return { ...ticket, resolution };
}

async function articleOf(tx: Tx, subject: string): Promise<Article> {
  const parsed = parseSubject(subject);
  const article = parsed?.kind === 'article' ? await articleById(tx, parsed.id) : undefined;
  if (!article) throw new DeskError('not_found', { userMessage: 'I cannot find that answer any more.' });
  return article;
}

function wordsIn(keywords: string): string {
  return keywords
    .split(/[,;\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .join(', ');
}

const KEY_MAX = 60;

/** A name for its file, from its title. */
async function freeKey(tx: Tx, title: string, ticketId: number): Promise<string> {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, KEY_MAX)
    .replace(/^-+|-+$/g, '');
  const taken = plain === '' || (await articleByKey(tx, plain)) !== undefined;
  return taken ? `${plain === '' ? 'ticket' : plain}-t${ticketId}` : plain;
}
