import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { toSlackMessage } from '#bot/slack/message.ts';
import { checkBlocks } from '#bot/slack/limits.ts';
import { decodeRef } from '#bot/slack/button-ref.ts';
import type { Card, Inline, Post, Tone } from '#core/card.ts';
import { chartWords } from '#lib/chart/words.ts';
import { anyPost, smallPost } from './any.ts';
import { expectHarmless, expectSafeText, isSeen, nodesIn, readable } from './read.ts';

const card = (more: Partial<Card>): Card => ({ title: 'T-1042 · No sound', tone: 'neutral', blocks: [], buttons: [], ...more });
const drawn = (more: Partial<Card>) => toSlackMessage({ text: 'x', card: card(more) }).blocks;
const partsOf = (text: Inline) => (typeof text === 'string' ? [text] : text);

function inlinesOf(post: Post): Inline[] {
  return (post.card?.blocks ?? []).flatMap((block) =>
    block.kind === 'facts' ? block.facts.map(({ value }) => value) : block.kind === 'chart' ? [chartWords(block.chart)] : [block.text],
  );
}

function linksOf(post: Post): string[] {
  return inlinesOf(post).flatMap((text) => partsOf(text).flatMap((part) => (typeof part === 'object' && 'link' in part ? [part.link] : [])));
}

/** All that a person should be able to read in a post. */
function wordsOf(post: Post): string[] {
  const { card: shown } = post;
  const names = (shown?.blocks ?? []).flatMap((block) =>
    block.kind === 'facts' ? block.facts.map(({ label }) => label) : block.kind === 'quote' ? [block.author] : [],
  );
  const texts = inlinesOf(post).flatMap((text) => partsOf(text).flatMap((part) => (typeof part === 'string' ? [part] : 'label' in part ? [part.label] : [])));
  const said = shown && post.author === undefined ? [] : [post.text];
  return [...said, ...(shown ? [shown.title, ...shown.buttons.map(({ label }) => label)] : []), ...names, ...texts];
}

describe('any post at all', () => {
  test('fits into a message of Slack, however much it says', () => {
    fc.assert(
      fc.property(anyPost, (post) => {
        expect(checkBlocks(toSlackMessage(post).blocks ?? [], 'message')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('calls nobody, formats nothing, and links only where a platform vouched for the address', () => {
    fc.assert(
      fc.property(anyPost, (post) => {
        const { text, blocks } = toSlackMessage(post);
        expectSafeText(text);
        expectHarmless(
          blocks,
          linksOf(post).filter((link) => link.startsWith('https://')),
        );
      }),
    );
    proves('slack', 'literal');
  });

  test('is shown word for word when it is short', () => {
    fc.assert(
      fc.property(smallPost, (post) => {
        const seen = readable(toSlackMessage(post).blocks ?? []);
        expect(wordsOf(post).filter((words) => !isSeen(words, seen))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('says that something is missing, when something is', () => {
    fc.assert(
      fc.property(anyPost, (post) => {
        const seen = readable(toSlackMessage(post).blocks ?? []);
        const whole = wordsOf(post).every((words) => isSeen(words, seen));
        expect(whole || seen.includes('…')).toBe(true);
      }),
    );
  });

  test('is drawn the same again', () => {
    fc.assert(
      fc.property(anyPost, (post) => {
        expect(toSlackMessage(post)).toEqual(toSlackMessage(structuredClone(post)));
      }),
      { numRuns: 30 },
    );
  });

  test('has buttons that are told apart, each with what it does', () => {
    fc.assert(
      fc.property(anyPost, (post) => {
        const buttons = nodesIn(toSlackMessage(post).blocks).filter(({ type }) => type === 'button');
        expect(new Set(buttons.map(({ action_id: id }) => id)).size).toBe(buttons.length);
        for (const [at, { action_id: id, value }] of buttons.entries()) {
          const { action, subject, value: choice, version } = post.card?.buttons[at] ?? { action: '' };
          expect(String(id)).toBe(`${action}#${at + 1}`);
          expect(decodeRef(String(value))).toEqual({ action, subject, value: choice, version });
        }
      }),
    );
  });
});

describe('somebody’s words, passed on', () => {
  test('come under their name, with what they are about', () => {
    const { text, blocks, username } = toSlackMessage({ text: 'see *this* <@U1>', author: 'Sam Okafor', about: 'T-1042' });
    expect(username).toBe('Sam Okafor · T-1042');
    expect(text).toBe('see *this* &lt;@U1&gt;');
    expect(blocks).toEqual([{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'see *this* <@U1>' }] }] }]);
  });

  test('keep every line, and every space', () => {
    const poem = '  one\n\n   two\n';
    expect(readable(toSlackMessage({ text: poem, author: 'Sam Okafor' }).blocks)).toBe(poem);
  });

  test('as a private note say who sees it, to the eye and to the ear', () => {
    const { text, blocks, username } = toSlackMessage({ text: 'she is leaving', author: 'Sam Okafor', tag: 'note' });
    expect(username).toBe('Sam Okafor · private note');
    expect(text).toBe('Private note · only your team sees this: she is leaving');
    expect(readable(blocks?.slice(0, 1))).toBe('🔒 Private note · only your team sees this');
    expect(readable(blocks?.slice(1))).toBe('she is leaving');
  });

  test('that are longer than a message are cut, and it says so', () => {
    const { text, blocks } = toSlackMessage({ text: 'word '.repeat(20_000), author: 'Sam Okafor' });
    expect(text.endsWith('…')).toBe(true);
    expect(readable(blocks).length).toBeGreaterThan(9000);
    expect(readable(blocks)).toContain('… (shortened here; the whole text is in the ticket)');
  });

  test('of 8,000 characters are all there', () => {
    const words = 'word '.repeat(1600);
    expect(readable(toSlackMessage({ text: words, author: 'Sam Okafor' }).blocks)).toBe(words);
  });

  test('stand beside a card, when there is one', () => {
    const { blocks } = toSlackMessage({ text: 'look at this', author: 'Sam Okafor', card: card({}) });
    expect(readable(blocks)).toContain('look at this');
  });
});

describe('what the desk says itself', () => {
  test('is literal as well, and under no other name', () => {
    const message = toSlackMessage({ text: 'Sent: T-1042 · <!here> https://evil.example' });
    expect(message.username).toBeUndefined();
    expect(message.text).toBe('Sent: T-1042 · &lt;!here&gt; https://evil.example');
    expect(readable(message.blocks)).toBe('Sent: T-1042 · <!here> https://evil.example');
  });

  test('says what it is about, where that is known', () => {
    expect(readable(toSlackMessage({ text: 'It is closed now.', about: 'T-1042' }).blocks)).toBe('About T-1042It is closed now.');
  });

  test('has no blocks when there is nothing to see, and a text all the same', () => {
    expect(toSlackMessage({ text: '' })).toEqual({ text: '…' });
  });
});

describe('a card', () => {
  test.each<[Tone, string]>([
    ['neutral', 'T-1042 · No sound'],
    ['good', '✅ T-1042 · No sound'],
    ['attention', '🔔 T-1042 · No sound'],
    ['warning', '⚠️ T-1042 · No sound'],
  ])('that is %s is headed “%s”', (tone, heading) => {
    expect(drawn({ tone })).toEqual([{ type: 'header', text: { type: 'plain_text', text: heading, emoji: false } }]);
  });

  test('is read out by its post’s text, which has no signs in it', () => {
    expect(toSlackMessage({ text: 'T-1042: Sam needs an answer from you', card: card({ tone: 'warning' }) }).text).toBe('T-1042: Sam needs an answer from you');
  });

  test('shows an instant in each reader’s own zone, and a link under its label', () => {
    const text: Inline = ['since ', { at: '2026-03-02T09:00:00Z' }, ', see ', { link: 'https://slack.example/p1', label: 'the <message>' }];
    expect(drawn({ title: '', blocks: [{ kind: 'text', text }] })).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'since ' },
              { type: 'date', timestamp: 1772442000, format: '{date_short_pretty} {time}', fallback: '2026-03-02 09:00 UTC' },
              { type: 'text', text: ', see ' },
              { type: 'link', url: 'https://slack.example/p1', text: 'the <message>' },
            ],
          },
        ],
      },
    ]);
  });

  test.each(['http://plain.example', 'javascript:alert(1)', 'slack://open'])('shows the label alone where the address is %s', (link) => {
    const blocks = drawn({ title: '', blocks: [{ kind: 'text', text: [{ link, label: 'here' }] }] });
    expect(readable(blocks)).toBe('here');
    expectHarmless(blocks);
  });

  test('shows what is beside the point small, also when it has an instant in it', () => {
    const blocks = drawn({
      title: '',
      blocks: [
        { kind: 'text', text: 'by the way', subtle: true },
        { kind: 'text', text: ['at ', { at: '2026-03-02T09:00:00Z' }], subtle: true },
      ],
    });
    expect(blocks?.[0]).toEqual({ type: 'context', elements: [{ type: 'plain_text', text: 'by the way', emoji: false }] });
    expect(nodesIn(blocks?.[1]).filter(({ style }) => style !== undefined)).toHaveLength(2);
  });

  test('cuts its longest texts first, and leaves the short ones whole', () => {
    const blocks = drawn({
      blocks: [
        { kind: 'quote', author: 'Maria', text: 'm'.repeat(50_000) },
        { kind: 'facts', facts: [{ label: 'Status', value: 'In progress' }] },
        { kind: 'quote', author: 'Sam', text: 's'.repeat(500) },
      ],
      buttons: [{ action: 'ticket.claim', label: 'Claim' }],
    });
    expect(readable(blocks)).toContain('s'.repeat(500));
    expect(readable(blocks)).toContain('Status: In progress');
    expect(readable(blocks)).toContain('… (shortened here; the whole text is in the ticket)');
    expect(readable(blocks).endsWith('Claim')).toBe(true);
  });

  test('puts thirty buttons into two rows, and counts those that do not fit', () => {
    const buttons = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ action: 'desk.answer', label: `Choice ${at}`, subject: 'q', value: String(at) }));
    expect(drawn({ buttons: buttons(30) })?.map(({ type }) => type)).toEqual(['header', 'actions', 'actions']);
    const many = drawn({ buttons: buttons(200) });
    const shown = nodesIn(many).filter(({ type }) => type === 'button').length;
    expect(shown).toBeGreaterThan(30);
    expect(readable(many)).toContain(`… and ${200 - shown} more that do not fit here: just write to me.`);
  });
});
