import { defineWorkflow, type Relation } from '#core/workflow.ts';
import { offerById, offeredArticles, outcomesOf } from '#store/answer-offers.ts';
import type { Tx } from '#store/database.ts';
import { articleById } from '#store/articles.ts';
import { findTicket } from '#store/tickets.ts';
import { drawOffer } from './cards.ts';
import { follow } from './follow.ts';
import { answerQuestion, link, needHelp, offer, questionForm, read, solved, wait } from './offer.ts';
import { KNOWLEDGE, parseSubject } from './subjects.ts';
import { articleForm, discard, publish, startingWith, write } from './write.ts';

/** Known answers: offered before somebody has to wait for a person, and written by those who solved it once. */
export const knowledge = defineWorkflow<Tx>({
  name: KNOWLEDGE,
  intents: { 'knowledge.question': { label: 'Ask how something works', run: answerQuestion } },
  actions: {
    offer: { who: ['anyone'], form: questionForm, run: offer },
    link: { who: ['requester'], form: questionForm, run: link },
    read: { who: ['requester'], run: read },
    solved: { who: ['requester'], run: solved },
    write: { who: ['agent'], form: articleForm, prefill: startingWith, run: write },
    publish: { who: ['agent'], run: publish },
    discard: { who: ['agent'], run: discard },
    need_help: { who: ['requester'], run: async (context, input) => await needHelp(context, input) },
  },
  timers: { wait },
  follow,
  relation: async (tx, subject) => await relationTo(tx, subject),
  draw: async (tx, subject) => {
    const parsed = parseSubject(subject);
    const offered = parsed?.kind === 'offer' ? await offerById(tx, parsed.id) : undefined;
    if (!offered) throw new Error(`No offer ${subject} to draw.`);
    const [articles, outcomes] = await Promise.all([offeredArticles(tx, offered.id), outcomesOf(tx, offered.id)]);
    return drawOffer(offered, articles, outcomes);
  },
});

/** No team and no person has this number: an offer is between one person and the desk, and an article is its team's. */
const NOBODY = 0;

async function relationTo(tx: Tx, subject: string): Promise<Relation | undefined> {
  const parsed = parseSubject(subject);
  switch (parsed?.kind) {
    case 'ticket':
      return await findTicket(tx, parsed.id);
    case 'article': {
      const article = await articleById(tx, parsed.id);
      return article && { requesterId: NOBODY, teamId: article.teamId ?? NOBODY, assigneeId: null };
    }
    case 'offer': {
      const offered = await offerById(tx, parsed.id);
      return offered && { requesterId: offered.personId, teamId: NOBODY, assigneeId: null };
    }
    case undefined:
      return undefined;
  }
}
