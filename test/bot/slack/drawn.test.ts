import { describe, expect, test } from 'vitest';
import { toSlackMessage } from '#bot/slack/message.ts';
import { checkBlocks, sizeOf } from '#bot/slack/limits.ts';
import { drawTicket } from '#workflows/ticket/cards.ts';
import { drawnCards, isList, viewIn } from '#test/bot/drawn-cards.ts';
import { expectHarmless, expectSafeText, nodesIn, readable } from './read.ts';

const shown = (...[view, audience]: Parameters<typeof drawTicket>) => toSlackMessage(drawTicket(view, audience)).blocks ?? [];
const labels = (blocks: unknown) =>
  nodesIn(blocks)
    .filter(({ type }) => type === 'button')
    .map(readable);

describe('every card that is drawn', () => {
  test.each(drawnCards)('$name: it fits, with all its buttons, and calls nobody', (post) => {
    const { text, blocks = [] } = toSlackMessage(post);
    expect(checkBlocks(blocks, 'message')).toEqual([]);
    expect(labels(blocks)).toEqual(post.card.buttons.map(({ label }) => label));
    expectHarmless(blocks);
    expectSafeText(text);
  });

  test.each(drawnCards)('$name: none of it is cut here', ({ text, card }) => {
    expect(readable(toSlackMessage({ text, card }).blocks)).not.toContain('shortened here');
  });

  test('and takes not even two thirds of a message', () => {
    expect(Math.max(...drawnCards.filter((drawn) => !isList(drawn)).map((post) => sizeOf(toSlackMessage(post).blocks)))).toBeLessThan(8000);
  });
});

describe('a ticket', () => {
  test('for its requester says how it stands and what they can do', () => {
    const blocks = shown(viewIn('new'), 'requester');
    expect(blocks.map(({ type }) => type)).toEqual(['header', 'rich_text', 'actions']);
    expect(readable(blocks.slice(0, 2))).toBe(
      '🔔 T-1042 · My laptop does not startStatus: Sent to Devices; somebody will take it soon\nReported: [2026-03-02 09:00 UTC]\nUrgency: I cannot work',
    );
    expect(labels(blocks)).toEqual(['Add something', 'No longer needed', 'Keep somebody informed', 'Make it private']);
  });

  test('for its team has what the requester wrote as a quote under their name, and the button to take it', () => {
    const blocks = shown(viewIn('new'), 'agents');
    expect(blocks[2]).toMatchObject({ elements: [{ elements: [{ text: 'Maria Lindqvist', style: { bold: true } }] }, { type: 'rich_text_quote' }] });
    const buttons = drawTicket(viewIn('new'), 'agents').card?.buttons.map(({ action }, at) => `${action}#${at + 1}`);
    expect(blocks.at(-1)).toMatchObject({ type: 'actions', elements: buttons?.map((id) => ({ action_id: id })) });
    expect(buttons?.[0]).toBe('ticket.claim#1');
  });

  test('that waits for its requester asks them, with a warning, and says how to answer', () => {
    const blocks = shown({ ...viewIn('waiting'), latest: { author: 'Sam Okafor', text: 'Since when?' } }, 'requester');
    expect(readable(blocks)).toContain('⚠️ T-1042');
    expect(readable(blocks)).toContain('Sam OkaforSince when?Just write your answer here.');
  });

  test('that is resolved can be reopened and rated', () => {
    const blocks = shown(viewIn('resolved'), 'requester');
    expect(readable(blocks)).toContain('✅ T-1042');
    expect(blocks.at(-1)).toMatchObject({ elements: [{ style: 'danger' }, {}, {}, {}, {}, { action_id: 'ticket.rate#6' }] });
  });
});

test('a question shows its choices as buttons, with a way out', () => {
  const question = drawnCards.find(({ name }) => name.startsWith('the question “How much'));
  const blocks = question && toSlackMessage(question).blocks;
  expect(readable(blocks?.slice(0, 1))).toBe('How much does it stop you?');
  expect(labels(blocks)).toEqual(['I cannot work', 'It slows me down', 'It can wait', 'Never mind']);
});
