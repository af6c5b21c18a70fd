import { subDays } from 'date-fns/subDays';
import type { Ticket } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { keepSimilar, ownTicketsLike, ticketsLike } from '#store/similar.ts';

/** Two reports by one person this alike are probably about one fault. */
const SAME_AT = 0.4;
/** Letter by letter, whole texts: this much only where hardly more than the spelling differs. */
const SAME_LETTERS_AT = 0.5;
/** Reports of different people have to say more of the same before their team is told. */
const LIKE_AT = 0.5;
const OWN_DAYS = 14;
const SHOWN = 3;

/** The open ticket of the one who acts that these words are probably about. */
export async function findSimilar({ tx, actor, now, similarity }: Context<Tx>, text: string): Promise<Ticket | undefined> {
  const own = await ownTicketsLike(tx, actor.person.id, text, subDays(now, OWN_DAYS));
  const scored = own.map(({ ticket, text: reported, letters }) => {
    const alike = Math.max(similarity(text, ticket.title), similarity(text, reported));
    return { ticket, score: letters >= SAME_LETTERS_AT ? Math.max(alike, letters) : alike };
  });
  const best = scored.reduce<{ ticket?: Ticket; score: number }>((a, b) => (b.score > a.score ? b : a), { score: SAME_AT });
  return best.ticket;
}

/** Open tickets of others that a new one looks like are kept with it, so that its card names them. Says whether there are any. */
export async function noteSimilar({ tx, now, similarity }: Context<Tx>, ticket: Ticket, words: string): Promise<boolean> {
  if (ticket.private) return false;
  const text = words.startsWith(ticket.title) ? words : `${ticket.title}\n${words}`;
  const found = (await ticketsLike(tx, ticket)).map(({ id, text: reported, letters }) => ({ id, score: Math.max(similarity(text, reported), letters) }));
  const alike = found.filter(({ score }) => score >= LIKE_AT).toSorted((a, b) => b.score - a.score);
  await keepSimilar(tx, ticket.id, alike.slice(0, SHOWN), now);
  return alike.length > 0;
}
