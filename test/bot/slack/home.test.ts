import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeRef } from '#bot/slack/button-ref.ts';
import { toHome } from '#bot/slack/home.ts';
import { checkBlocks } from '#bot/slack/limits.ts';
import type { Card } from '#core/card.ts';
import { drawTicket } from '#workflows/ticket/cards.ts';
import { viewIn } from '#test/bot/drawn-cards.ts';
import { anyEntrances, anySections, smallSections } from './any.ts';
import { expectHarmless, isSeen, nodesIn, readable } from './read.ts';

const REPORT = { word: 'new', label: 'Report a problem', action: 'ticket.report' };
const cardsOf = (count: number): Card[] => Array.from({ length: count }, (_, at) => ({ ...ticket(), title: `T-${at} · A fault` }));
const mine = (cards: readonly Card[]) => ({ title: 'Your requests', empty: 'Nothing is under way.', cards });

function ticket(): Card {
  const { card } = drawTicket(viewIn('in_progress'), 'requester');
  if (!card) throw new Error('A ticket is drawn as a card.');
  return card;
}

const anyLinks = (value: unknown) => nodesIn(value).flatMap(({ link }) => (typeof link === 'string' && link.startsWith('https://') ? [link] : []));

describe('any page at all', () => {
  test('fits, calls nobody, and has buttons that are told apart', () => {
    fc.assert(
      fc.property(anySections, anyEntrances, (sections, entrances) => {
        const { blocks } = toHome({ sections, entrances });
        expect(checkBlocks(blocks, 'home')).toEqual([]);
        expectHarmless(blocks, anyLinks(sections));
        const ids = nodesIn(blocks).flatMap(({ type, action_id: id }) => (type === 'button' ? [String(id)] : []));
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => !/^[a-z]+\.[a-z_]+#\d+$/.test(id))).toEqual([]);
      }),
    );
  });

  test('shows its short titles and all its buttons word for word', () => {
    fc.assert(
      fc.property(smallSections, (sections) => {
        const seen = readable(toHome({ sections, entrances: [] }).blocks);
        const cards = sections.flatMap((part) => part.cards);
        const facts = cards.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'facts' ? block.facts.map(({ label }) => label) : [])));
        const words = [
          ...sections.map(({ title }) => title),
          ...cards.map(({ title }) => title),
          ...cards.flatMap(({ buttons }) => buttons.map(({ label }) => label)),
          ...facts,
        ];
        expect(words.filter((each) => !isSeen(each, seen))).toEqual([]);
      }),
    );
  });

  test('says of each section how many of its cards are not there', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(150), { minLength: 1, maxLength: 6 }), (counts) => {
        const sections = counts.map((count, at) => ({ title: `Section ${at}`, empty: `Nothing in ${at}.`, cards: cardsOf(count) }));
        const seen = readable(toHome({ sections, entrances: [REPORT] }).blocks);
        for (const [at, count] of counts.entries()) {
          const part = seen.slice(seen.indexOf(`Section ${at}`), at + 1 < counts.length ? seen.indexOf(`Section ${at + 1}`) : undefined);
          const shown = part.split('· A fault').length - 1;
          expect(part.includes(`Nothing in ${at}.`)).toBe(count === 0);
          expect(part.includes(`… and ${count - shown} more: write to me with their number.`)).toBe(shown < count);
        }
      }),
    );
  });

  test('with more sections than fit says so too', () => {
    const sections = Array.from({ length: 80 }, (_, at) => ({ ...mine([]), title: `Section ${at}` }));
    const { blocks } = toHome({ sections, entrances: [] });
    expect(blocks).toHaveLength(100);
    expect(readable(blocks.slice(-1))).toBe('… and more that does not fit here: write to me and I will look.');
  });
});

test('a page greets, offers what can be started, and shows what is under way in short', () => {
  const { type, blocks } = toHome({ sections: [mine([ticket()])], entrances: [REPORT] });
  expect(type).toBe('home');
  expect(blocks.map((block) => block.type)).toEqual(['rich_text', 'actions', 'divider', 'header', 'rich_text', 'actions']);
  const start = nodesIn(blocks[1]).find((node) => node['type'] === 'button');
  expect(decodeRef(String(start?.['value']))).toEqual({ action: 'ticket.report' });
  expect(readable(blocks[4])).toBe(
    'T-1042 · My laptop does not start\nStatus: Sam Okafor is working on it · Reported: [2026-03-02 09:00 UTC] · Urgency: I cannot work',
  );
});

test('no button of a card stands out on a page, for there are many', () => {
  const card: Card = { title: 'T-1', tone: 'neutral', blocks: [], buttons: [{ action: 'ticket.claim', label: 'Claim', style: 'primary' }] };
  expect(nodesIn(toHome({ sections: [mine([card])], entrances: [] }).blocks).filter(({ style }) => style === 'primary')).toEqual([]);
});

test('a section without cards says so in its own words', () => {
  const { blocks } = toHome({ sections: [mine([])], entrances: [] });
  expect(readable(blocks)).toContain('Your requestsNothing is under way.');
});

test('a card without facts is told by its first text', () => {
  const card: Card = { title: 'Printer', tone: 'good', blocks: [{ kind: 'text', text: 'is back' }], buttons: [] };
  expect(readable(toHome({ sections: [mine([card])], entrances: [] }).blocks)).toContain('✅ Printer\nis back');
});
