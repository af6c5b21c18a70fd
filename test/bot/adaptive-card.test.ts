import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toAdaptiveCard } from '#bot/adaptive-card.ts';
import { hostConfig } from '#bot/browser/page/card-style.ts';
import type { Card } from '#core/card.ts';
import { drawTicket } from '#workflows/ticket/cards.ts';
import { CARD_SCHEMA, cardValidator, parserComplaints } from '#test/support/adaptive-cards.ts';
import { drawnCards, isList, viewIn } from './drawn-cards.ts';

const NOW = new Date('2026-03-05T12:00:00Z');
const pictureOf = () => '/picture.png';
const STOCKHOLM = { timeZone: 'Europe/Stockholm', now: NOW, pictureOf };

const complaints = (json: unknown) => parserComplaints(json, hostConfig);

describe('every card that is drawn', () => {
  test('is looked at here, in every state and for both sides', () => {
    expect(drawnCards.length).toBeGreaterThan(50);
    expect(drawnCards.filter(({ text }) => text.trim() === '')).toEqual([]);
  });

  test.each(drawnCards)('$name: the renderer’s parser takes it', ({ card, text }) => {
    expect(complaints(toAdaptiveCard(card, text, STOCKHOLM))).toEqual([]);
  });

  test('the parser would complain if something were wrong', () => {
    expect(complaints({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Picture' }, { type: 'TextBlock', text: 'x', color: 'pink' }] })).toHaveLength(2);
  });

  test('is valid against the schema of Adaptive Cards 1.5', ({ skip }) => {
    if (CARD_SCHEMA === undefined) return skip('ADAPTIVE_CARD_SCHEMA does not name the file of the schema');
    const validate = cardValidator(CARD_SCHEMA);
    for (const { name, card, text } of drawnCards) {
      validate(toAdaptiveCard(card, text, STOCKHOLM));
      expect({ name, errors: validate.errors }).toEqual({ name, errors: null });
    }
    expect(validate({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Picture' }] })).toBe(false);
  });

  test.each(drawnCards)('$name: its buttons carry what they act on and nothing else', ({ card, text }) => {
    const { actions } = toAdaptiveCard(card, text, STOCKHOLM) as { actions: readonly { type: string; title: string; data: Record<string, unknown> }[] };
    expect(actions.map(({ type }) => type)).toEqual(card.buttons.map(() => 'Action.Submit'));
    for (const { data, title } of actions) {
      expect(Object.keys(data).filter((key) => !['action', 'subject', 'value', 'version'].includes(key))).toEqual([]);
      expect(title.length).toBeLessThanOrEqual(40);
    }
  });

  test.each(drawnCards.filter((drawn) => !isList(drawn)))('$name: it has as many buttons as every platform shows, at most six', ({ card }) => {
    expect(card.buttons.length).toBeLessThanOrEqual(6);
  });

  test.each(drawnCards)('$name: it fits into a message of a chat platform', ({ card, text }) => {
    expect(Buffer.byteLength(JSON.stringify(toAdaptiveCard(card, text, STOCKHOLM)))).toBeLessThan(28_000);
  });
});

test('any text at all makes a card that the parser takes, and comes back as it was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const quote: Card = { title: text, tone: 'warning', blocks: [{ kind: 'quote', author: text, text }], buttons: [{ action: 'a.b', label: text }] };
      const json = toAdaptiveCard(quote, text, STOCKHOLM);
      expect(complaints(json).filter((message) => !message.includes('title'))).toEqual([]);
      expect(JSON.stringify(json).replaceAll('\u200C', '')).toContain(JSON.stringify(text.replaceAll('\u200C', '')));
    }),
  );
});

describe('an instant', () => {
  const { card, text } = drawTicket(viewIn('new'), 'requester');
  const shown = (timeZone: string, now = NOW) => JSON.stringify(card && toAdaptiveCard(card, text, { timeZone, now, pictureOf }));

  test.each([
    ['Europe/Stockholm', 'Mon 2 Mar, 10:00'],
    ['America/New_York', 'Mon 2 Mar, 04:00'],
    ['Asia/Kolkata', 'Mon 2 Mar, 14:30'],
    ['Pacific/Auckland', 'Mon 2 Mar, 22:00'],
    ['Pacific/Honolulu', 'Sun 1 Mar, 23:00'],
  ])('is shown to somebody in %s as %s', (timeZone, words) => {
    expect(shown(timeZone)).toContain(JSON.stringify(words));
  });

  test('of another year says which', () => {
    expect(shown('Europe/Stockholm', new Date('2027-01-01T00:00:00Z'))).toContain('2 Mar 2026');
  });

  test('stands where it belongs between words', () => {
    const said: Card = { title: 'x', tone: 'neutral', blocks: [{ kind: 'text', text: ['since ', { at: '2026-07-01T10:00:00Z' }, ' at least'] }], buttons: [] };
    expect(JSON.stringify(toAdaptiveCard(said, 'x', STOCKHOLM))).toContain('"since Wed 1 Jul, 12:00 at least"');
  });
});
