import type { AnyBlock, Button, KnownBlock, PlainTextOption } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { checkBlocks } from '#bot/slack/limits.ts';

const plain = (length: number) => ({ type: 'plain_text' as const, text: 'x'.repeat(length) });
const button = (id: string, more: Partial<Button> = {}): Button => ({ type: 'button', action_id: id, text: plain(1), ...more });
const buttons = (count: number) => Array.from({ length: count }, (_, at) => button(`a.b#${at}`));
const options = (count: number, text = 1, value = 1): PlainTextOption[] =>
  Array.from({ length: count }, (_, at) => ({ text: plain(text), value: String(at).padStart(value, '0') }));
const rich = (...elements: object[]) => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] });
const input = (element: object, more: object = {}) => ({ type: 'input', block_id: 'b', label: plain(1), element: { action_id: 'value', ...element }, ...more });
const dividers = (count: number) => Array.from({ length: count }, (): KnownBlock => ({ type: 'divider' }));

describe('what is just within its limit passes', () => {
  test.each<[string, AnyBlock]>([
    ['a header', { type: 'header', text: plain(150) }],
    ['rich text', rich({ type: 'text', text: 'x'.repeat(3000) })],
    ['small text', { type: 'context', elements: Array.from({ length: 10 }, () => plain(100)) }],
    ['buttons', { type: 'actions', elements: buttons(25) }],
    ['a button', { type: 'actions', elements: [button('x'.repeat(255), { text: plain(75), value: 'x'.repeat(2000) })] }],
    ['a menu', input({ type: 'static_select', options: options(100, 75, 75) })],
    ['radio buttons', input({ type: 'radio_buttons', options: options(10) })],
    ['a text field', input({ type: 'plain_text_input', initial_value: 'x'.repeat(3000) })],
  ])('%s', (_, block) => {
    expect(checkBlocks([block], 'modal')).toEqual([]);
  });

  test.each(['message', 'modal', 'home'] as const)('as many blocks as a %s takes', (surface) => {
    expect(checkBlocks(dividers(surface === 'message' ? 50 : 100), surface)).toEqual([]);
  });
});

describe('what is beyond a limit is named, with where it is', () => {
  test.each<[string, object]>([
    ['/0/text/text: 151 characters, at most 150', { type: 'header', text: plain(151) }],
    ['/0/text/text: 0 characters, at least 1', { type: 'section', text: plain(0) }],
    ['/0/text/text: 3001 characters, at most 3000', { type: 'section', text: plain(3001) }],
    ['/0/fields: 11 elements, at most 10', { type: 'section', fields: Array.from({ length: 11 }, () => plain(1)) }],
    ['/0/fields/1/text: 2001 characters, at most 2000', { type: 'section', fields: [plain(1), plain(2001)] }],
    ['/0/elements: 11 elements, at most 10', { type: 'context', elements: Array.from({ length: 11 }, () => plain(1)) }],
    ['/0/elements: 26 elements, at most 25', { type: 'actions', elements: buttons(26) }],
    ['/0/elements: 0 elements, at least 1', { type: 'actions', elements: [] }],
    ['/0/elements/0/text/text: 76 characters, at most 75', { type: 'actions', elements: [button('a', { text: plain(76) })] }],
    ['/0/elements/0/value: 2001 characters, at most 2000', { type: 'actions', elements: [button('a', { value: 'x'.repeat(2001) })] }],
    ['/0/elements/0/action_id: 256 characters, at most 255', { type: 'actions', elements: [button('x'.repeat(256))] }],
    ['/0/elements/1/action_id: a second action_id a', { type: 'actions', elements: [button('a'), button('a')] }],
    ['/0/block_id: 256 characters, at most 255', { type: 'divider', block_id: 'x'.repeat(256) }],
    ['/0/element/options: 11 elements, at most 10', input({ type: 'radio_buttons', options: options(11) })],
    ['/0/element/options: 101 elements, at most 100', input({ type: 'static_select', options: options(101) })],
    ['/0/element/options: 0 elements, at least 1', input({ type: 'static_select', options: [] })],
    ['/0/element/options/0/text/text: 76 characters, at most 75', input({ type: 'static_select', options: options(1, 76) })],
    ['/0/element/options/0/value: 76 characters, at most 75', input({ type: 'static_select', options: options(1, 1, 76) })],
    ['/0/element/initial_option/value: 76 characters, at most 75', input({ type: 'external_select', initial_option: options(1, 1, 76)[0] })],
    ['/0/element/initial_value: 3001 characters, at most 3000', input({ type: 'plain_text_input', initial_value: 'x'.repeat(3001) })],
    ['/0/label/text: 2001 characters, at most 2000', input({ type: 'plain_text_input' }, { label: plain(2001) })],
    ['/0/hint/text: 2001 characters, at most 2000', input({ type: 'plain_text_input' }, { hint: plain(2001) })],
    ['/0/elements/0/elements/0/text: 3001 characters, at most 3000', rich({ type: 'text', text: 'x'.repeat(3001) })],
    ['/0/elements/0/elements/0/text: 0 characters, at least 1', rich({ type: 'text', text: '' })],
    ['/0/elements/0/elements: 0 elements, at least 1', rich()],
    ['/0/elements/0/elements/0/url: 3001 characters, at most 3000', rich({ type: 'link', url: 'x'.repeat(3001) })],
    ['/0/elements/0/elements/0/type: user is nothing that Deskside draws', rich({ type: 'user', user_id: 'U1' })],
    ['/0/elements/0/elements/0/type: broadcast is nothing that Deskside draws', rich({ type: 'broadcast', range: 'here' })],
    ['/0/type: constructor is nothing that Deskside draws', { type: 'constructor' }],
  ])('%s', (problem, block) => {
    expect(checkBlocks([block as AnyBlock], 'modal')).toEqual([problem]);
  });

  test('too many blocks, each surface by its own measure', () => {
    expect(checkBlocks(dividers(51), 'message')).toEqual([': 51 blocks, at most 50']);
    expect(checkBlocks(dividers(51), 'home')).toEqual([]);
    expect(checkBlocks(dividers(101), 'modal')).toEqual([': 101 blocks, at most 100']);
  });

  test('too much altogether, counted in bytes', () => {
    const long = Array.from({ length: 3 }, () => rich({ type: 'text', text: 'я'.repeat(2000) }));
    expect(checkBlocks(long, 'message')).toEqual([expect.stringMatching(/^: 12\d{3} bytes, at most 12000$/)]);
    expect(checkBlocks(long, 'home')).toEqual([]);
  });

  test('two blocks of one name, but not one action in two blocks', () => {
    const twice = ['a', 'a'].map((id) => ({ ...input({ type: 'plain_text_input' }), block_id: id }));
    expect(checkBlocks(twice, 'modal')).toEqual(['/1/block_id: a second block_id a']);
  });

  test('everything that is wrong, not only the first', () => {
    const header = { type: 'header', text: plain(200) } as AnyBlock;
    expect(checkBlocks([header, ...dividers(50), header], 'message')).toHaveLength(3);
  });
});
