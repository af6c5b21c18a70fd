import type { Card } from '#core/card.ts';
import { DeskError } from '#core/errors.ts';
import type { Section } from '#core/front-end.ts';
import { PLATFORM, type Inward, type Visitor } from './arrival.ts';
import { fits } from './limits.ts';
import { drawPost } from './card.ts';
import { CARD_TYPE, toActivity } from './message.ts';

const TITLE = 'Your page';
/** Cards that one message shows. */
const CARDS_MAX = 10;

/** A person's own page as one message, as things stand: what is theirs, a card each. */
export async function drawHome(deps: Inward, { tenant, user }: Visitor): Promise<object> {
  try {
    return toHome(await deps.desk.home({ user, address: { platform: PLATFORM, workspace: tenant } }));
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    return toActivity({ text: error.userMessage });
  }
}

/** Pure. What does not fit is counted. */
export function toHome(sections: readonly Section[]): object {
  const cards = sections.flatMap(({ title, cards: own }) => own.map((card) => within(title, card)));
  const page = (most: number) => asMessage([overview(sections, cards.length - most), ...cards.slice(0, most)]);
  let most = Math.min(cards.length, CARDS_MAX - 1);
  while (most > 0 && !fits(page(most))) most -= 1;
  return page(most);
}

function asMessage(cards: readonly Card[]): object {
  const attachments = cards.map((card) => ({ contentType: CARD_TYPE, content: drawPost({ text: card.title, card }) }));
  return { type: 'message', summary: TITLE, attachmentLayout: 'list', attachments };
}

function overview(sections: readonly Section[], left: number): Card {
  const facts = sections.map(({ title, empty, cards }) => ({ label: title, value: cards.length === 0 ? empty : String(cards.length) }));
  const more = left > 0 ? [{ kind: 'text' as const, text: `… and ${left} more that do not fit here: write to me with their number.`, subtle: true }] : [];
  return { title: TITLE, tone: 'neutral', blocks: [{ kind: 'facts', facts }, ...more], buttons: [] };
}

/** Of which section it is stands above what it says. */
function within(section: string, card: Card): Card {
  return { ...card, blocks: [{ kind: 'text', text: section, subtle: true }, ...card.blocks] };
}
