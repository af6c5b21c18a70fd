import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRef } from '#bot/teams/button-ref.ts';
import { sizeOf } from '#bot/teams/limits.ts';
import { toActivity } from '#bot/teams/message.ts';
import type { Card, Post } from '#core/card.ts';
import { activityProblems } from '#test/support/teams/activity-check.ts';
import { nodesOf } from '#test/support/teams/card-check.ts';
import { actionsOf, cardOf, textsOf } from '#test/support/teams/reading.ts';
import type { Json } from '#test/support/teams/state.ts';
import { drawnCards } from '../drawn-cards.ts';
import { anyPost, anyRef, smallPost } from '../slack/any.ts';

const activityOf = (post: Post) => toActivity(post) as Json;
const BUTTONS: Card = {
  title: 'A ticket',
  tone: 'neutral',
  blocks: [],
  buttons: [
    { action: 'ticket.claim', label: 'Claim', subject: '1042', version: 3 },
    { action: 'ticket.resolve', label: 'Resolve', subject: '1042', opensForm: true },
  ],
};

describe('every card that is drawn', () => {
  test.each(drawnCards)('$name: Teams takes it, and nobody strict objects', ({ card, text }) => {
    expect(activityProblems(activityOf({ text, card }))).toEqual([]);
    expect(activityProblems(activityOf({ text, card, author: 'Maria Lindqvist', about: 'T-1042', tag: 'note' }))).toEqual([]);
  });

  test.each(drawnCards)('$name: each button brings back what it does', ({ card, text }) => {
    const drawn = cardOf(activityOf({ text, card })) ?? {};
    expect(actionsOf(drawn).map(({ data }) => readRef(data))).toEqual(
      card.buttons.map(({ action, subject, value, version }) => JSON.parse(JSON.stringify({ action, subject, value, version })) as unknown),
    );
  });
});

test('a button that acts at once is an Execute that older clients read as a Submit; one that opens a form fetches it', () => {
  const [claim, resolve] = actionsOf(cardOf(activityOf({ text: 'A ticket', card: BUTTONS })) ?? {});
  const ref = { action: 'ticket.claim', subject: '1042', version: 3 };
  expect(claim).toEqual({
    type: 'Action.Execute',
    title: 'Claim',
    verb: 'ticket.claim',
    data: { ref },
    fallback: { type: 'Action.Submit', title: 'Claim', data: { ref } },
  });
  expect(resolve).toMatchObject({ type: 'Action.Submit', data: { msteams: { type: 'task/fetch' }, ref: { action: 'ticket.resolve', subject: '1042' } } });
});

test('more buttons than one row shows stand in rows', () => {
  const card = { ...BUTTONS, buttons: Array.from({ length: 13 }, (_, at) => ({ action: 'ticket.pick', label: `${at}` })) };
  const activity = activityOf({ text: 'x', card });
  expect(activityProblems(activity)).toEqual([]);
  expect(textsOf(activity).buttons).toHaveLength(13);
});

test('what a button brings back is read only if it is ours', () => {
  fc.assert(
    fc.property(anyRef, (ref) => {
      const drawn = actionsOf(cardOf(activityOf({ text: 'x', card: { ...BUTTONS, buttons: [{ ...ref, label: 'x' }] } })) ?? {});
      expect(readRef(drawn[0]?.['data'])).toEqual(ref);
    }),
  );
  for (const data of [undefined, null, 'x', {}, { ref: {} }, { ref: { action: 'Ticket.claim' } }, { ref: { action: 'ticket.claim', more: 1 } }])
    expect(readRef(data)).toBeUndefined();
});

test('whatever is posted is within the limits, valid, and tells of itself in a notification', () => {
  fc.assert(
    fc.property(anyPost, (post) => {
      const activity = activityOf(post);
      expect(sizeOf(activity)).toBeLessThanOrEqual(80 * 1024);
      // Addresses are only ever ours; these are invented to be wrong.
      expect(activityProblems(activity).filter((problem) => !problem.includes('a link to'))).toEqual([]);
    }),
    { numRuns: 40, endOnFailure: true },
  );
});

test('what is short is shown whole: every word, and whose it is', () => {
  fc.assert(
    fc.property(smallPost, (post) => {
      const shown = textsOf(activityOf(post)).text.replaceAll(/[\u200C\u2060\s]/g, '');
      const words = post.card && post.author === undefined ? post.card.title : post.text;
      expect(shown).toContain(words.toWellFormed().replaceAll(/[\u200C\u2060\s]/g, ''));
      expect(shown).not.toContain('shortenedhere');
    }),
  );
});

test('a desk’s sentence is plain text; somebody’s words are a card with their name, and their lines stay lines', () => {
  expect(activityOf({ text: 'Thank you.' })).toEqual({ type: 'message', text: 'Thank you.', textFormat: 'plain' });
  const said = textsOf(activityOf({ text: '*one*\n\nhttps://two.example', author: 'Maria Lindqvist', about: 'T-1042' }));
  expect(said).toMatchObject({
    author: 'Maria Lindqvist · T-1042',
    text: 'Maria Lindqvist · T-1042\n*one*\nhttps://two.example',
    notice: '*one*\n\nhttps://two.example',
  });
  expect(textsOf(activityOf({ text: 'look', author: 'Sam', tag: 'note' })).text).toMatch(/^🔒 Private note/);
  expect(textsOf(activityOf({ text: 'Which one?', about: 'T-1042' })).text).toBe('About T-1042\nWhich one?');
});

test('what is too long is cut, and says so', () => {
  const activity = activityOf({ text: 'word '.repeat(20_000), author: 'Maria' });
  expect(textsOf(activity).text).toMatch(/… \(shortened here; the whole text is in the ticket\)$/);
  expect(sizeOf(activity)).toBeGreaterThan(20_000);
});

test('an instant is written by the reader’s own client; who types one that looks like it means it literally', () => {
  const card: Card = {
    title: 'x',
    tone: 'good',
    blocks: [{ kind: 'text', text: ['since ', { at: '2026-07-01T10:00:00.123Z' }, ' {{DATE(2020-01-01T00:00:00Z)}}'] }],
    buttons: [],
  };
  const [, since] = nodesOf(cardOf(activityOf({ text: 'x', card }))?.['body']).filter(({ type }) => type === 'TextRun');
  expect(since?.['text']).toBe('since {{DATE(2026-07-01T10:00:00Z, SHORT)}} {{TIME(2026-07-01T10:00:00Z)}} {\u200C{DATE(2020-01-01T00:00:00Z)}}');
});
