import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHome } from '#bot/teams/home.ts';
import type { Card } from '#core/card.ts';
import { drawTicket } from '#workflows/ticket/cards.ts';
import { viewIn } from '#test/bot/drawn-cards.ts';
import { activityProblems } from '#test/support/teams/activity-check.ts';
import type { Json } from '#test/support/teams/state.ts';

function ticket(at: number, words = ''): Card {
  const { card } = drawTicket(viewIn('in_progress'), 'requester');
  if (!card) throw new Error('A ticket is drawn as a card.');
  return { ...card, title: `T-${at} · A fault`, blocks: [...card.blocks, { kind: 'text', text: words }] };
}

test('a page fits whatever is on it, and counts what is not', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }), fc.nat(6000), (counts, length) => {
      const sections = counts.map((count, at) => ({
        title: `Section ${at}`,
        empty: `Nothing in ${at}.`,
        cards: Array.from({ length: count }, (_, number) => ticket(number, 'x'.repeat(length))),
      }));
      const page = toHome(sections) as Json;
      expect(activityProblems(page)).toEqual([]);
      const [overview, ...cards] = (page['attachments'] as unknown[]).map((attachment) => JSON.stringify(attachment));
      const all = counts.reduce((sum, count) => sum + count, 0);
      expect(overview?.includes(`and ${all - cards.length} more`)).toBe(cards.length < all);
      expect(counts.filter((count, at) => overview?.includes(`Nothing in ${at}.`) !== (count === 0))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
