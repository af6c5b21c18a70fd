import type { Block, Button, Card, Post } from '#core/card.ts';
import type { Drawing } from '#core/workflow.ts';
import { shorten } from '#lib/text.ts';
import type { Offer, OfferedArticle } from '#store/answer-offers.ts';
import type { OfferOutcome } from '#store/schema/articles.ts';
import { paragraphsOf, shortForm } from './markdown.ts';
import { KNOWLEDGE, subjectName } from './subjects.ts';

/** Of each answer's text, in UTF-16 code units: of one alone there is room for more. */
const ALONE_MAX = 700;
const EACH_MAX = 300;
const TITLE_SHOWN = 30;

/** What is offered as it stands now: with its question while that is open, and with what came of it afterwards. Pure. */
export function drawOffer(offer: Offer, articles: readonly OfferedArticle[], outcomes: readonly OfferOutcome[]): Drawing {
  const version = 1 + outcomes.length;
  const end = outcomes.find((outcome) => outcome !== 'potential');
  const titles = articles.map(({ title }) => `“${title}”`).join(', ');
  if (end !== undefined) return { version, post: { text: `I offered ${titles}. ${ENDS[end]}` } };
  const heading = offer.kind === 'asked' ? 'This may already be the answer' : 'While you wait, this may help';
  const texts = articles.map((article) =>
    shortForm(paragraphsOf(article.body, { links: article.origin === 'file' }), articles.length > 1 ? EACH_MAX : ALONE_MAX),
  );
  const blocks = articles.flatMap(({ title }, index): Block[] => [
    { kind: 'text', text: articles.length > 1 ? `${index + 1}. ${title}` : title },
    ...(texts[index]?.paragraphs ?? []).map((text): Block => ({ kind: 'text', text, subtle: true })),
  ]);
  const longer = articles.filter((_, index) => texts[index]?.whole === false);
  const buttons = [...(offer.kind === 'asked' ? questionButtons(offer) : []), ...longer.map((article) => readButton(offer, article))];
  return { version, post: { text: `${heading}: ${titles}`, card: { title: heading, tone: 'neutral', blocks, buttons } } };
}

const ENDS: Readonly<Record<Exclude<OfferOutcome, 'potential'>, string>> = {
  solved: 'That solved it.',
  unsolved: 'You still need help.',
  contacted: 'Somebody has helped you since.',
};

function questionButtons({ id }: Offer): Button[] {
  const subject = subjectName('offer', id);
  return [
    { action: `${KNOWLEDGE}.solved`, subject, label: 'This solved it', style: 'primary' },
    { action: `${KNOWLEDGE}.need_help`, subject, label: 'Still need help' },
  ];
}

function readButton({ id }: Offer, article: OfferedArticle): Button {
  return {
    action: `${KNOWLEDGE}.read`,
    subject: subjectName('offer', id),
    value: String(article.id),
    label: `Read on: ${shorten(article.title, TITLE_SHOWN)}`,
  };
}

/** All of one answer. Pure. */
export function drawArticle({ title, body, origin }: OfferedArticle, buttons: readonly Button[] = []): Post {
  const blocks = paragraphsOf(body, { links: origin === 'file' }).map((text): Block => ({ kind: 'text', text }));
  const card: Card = { title, tone: 'neutral', blocks, buttons };
  return { text: title, card };
}
