import { expect } from 'vitest';

type Node = Readonly<Record<string, unknown>>;

/** Every object in it. */
export function nodesIn(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(nodesIn);
  return Array.isArray(value) ? inside : [value as Node, ...inside];
}

/** All that somebody reads in it, in order. */
export function readable(blocks: unknown): string {
  return nodesIn(blocks)
    .map((node) => {
      if (typeof node['text'] === 'string') return node['text'];
      return node['type'] === 'date' ? `[${String(node['fallback'])}]` : '';
    })
    .join('');
}

/** Blank words need not be drawn: there is nothing of them to see. */
export function isSeen(words: string, seen: string): boolean {
  return words.trim() === '' || seen.includes(words.toWellFormed());
}

function typesIn(value: unknown): Set<string> {
  return new Set(nodesIn(value).flatMap((node) => (typeof node['type'] === 'string' ? [node['type']] : [])));
}

/** Nobody is called, nothing is formatted by what is written, and every link is one of `links`. */
export function expectHarmless(blocks: unknown, links: readonly string[] = []): void {
  const types = typesIn(blocks);
  expect(['user', 'usergroup', 'broadcast', 'channel', 'team', 'emoji', 'mrkdwn', 'markdown'].filter((type) => types.has(type))).toEqual([]);
  for (const node of nodesIn(blocks)) {
    if (node['type'] === 'plain_text') expect(node['emoji']).toBe(false);
    if (node['type'] === 'link') expect(links).toContain(node['url']);
    expect(Object.keys(node)).not.toContain('image_url');
  }
}

/** A message's or command's `text`: nothing in it means anything to Slack. */
export function expectSafeText(text: string): void {
  expect(text.trim()).not.toBe('');
  expect(text.length).toBeLessThan(4000);
  expect(text).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
  expect(text).not.toMatch(/@(?:here|channel|everyone)\b/i);
  expect(text.isWellFormed()).toBe(true);
}
