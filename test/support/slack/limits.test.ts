import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { blockProblems, viewProblems } from './block-checks.ts';
import { reportForm, setStage, type Stage } from './stage.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (more = {}) => ({ type: 'button', action_id: 'a', text: plain('Go'), ...more });
const actions = (...elements: readonly object[]) => ({ type: 'actions', elements });
const select = (more = {}) => ({ type: 'static_select', action_id: 's', options: [{ text: plain('One'), value: '1' }], ...more });
const many = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, index) => make(index));

describe('blocks of a message', () => {
  test('at their limits they are fine', () => {
    const blocks = [
      section('x'.repeat(3000)),
      { type: 'section', fields: many(10, () => plain('y'.repeat(2000))) },
      { type: 'header', text: plain('h'.repeat(150)) },
      { type: 'context', elements: many(10, () => plain('c')) },
      actions(...many(25, (index) => button({ action_id: `a${index}`, value: 'v'.repeat(2000), text: plain('t'.repeat(75)) }))),
      { type: 'section', text: plain('choose'), accessory: select({ options: many(100, (index) => ({ text: plain('o'.repeat(75)), value: `${index}` })) }) },
      ...many(44, () => ({ type: 'divider' })),
    ];
    expect(blockProblems('message', blocks)).toEqual([]);
  });

  test.each([
    ['51 of them', many(51, () => ({ type: 'divider' })), 'no more than 50 items allowed [json-pointer:/blocks]'],
    ['a long text', [section('x'.repeat(3001))], 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    ['an empty text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ['a section of nothing', [{ type: 'section' }], 'must have at least one of text, fields [json-pointer:/blocks/0]'],
    ['an unknown block', [{ type: 'marquee' }], 'unsupported type: marquee [json-pointer:/blocks/0/type]'],
    ['a block for modals only', [{ type: 'alert', text: plain('x') }], 'unsupported type: alert [json-pointer:/blocks/0/type]'],
    ['an unknown property', [{ ...section('x'), color: 'red' }], 'invalid additional property: color [json-pointer:/blocks/0]'],
    ['markup in a header', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], 'must be one of plain_text [json-pointer:/blocks/0/text/type]'],
    ['26 buttons', [actions(...many(26, (index) => button({ action_id: `a${index}` })))], 'no more than 25 items allowed [json-pointer:/blocks/0/elements]'],
    ['a long label', [actions(button({ text: plain('x'.repeat(76)) }))], 'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]'],
    ['a long value', [actions(button({ value: 'x'.repeat(2001) }))], 'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]'],
    ['a style that is none', [actions(button({ style: 'big' }))], 'must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]'],
    ['the same action twice', [actions(button(), button())], 'action_id already exists: a [json-pointer:/blocks/0]'],
    ['the same block twice', many(2, () => ({ type: 'divider', block_id: 'b' })), 'block_id already exists: b [json-pointer:/blocks]'],
    ['no options', [actions(select({ options: [] }))], 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements/0/options]'],
    [
      'a choice that is not offered',
      [actions(select({ initial_option: { text: plain('Two'), value: '2' } }))],
      'initial option must match an option [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'two pictures in one',
      [{ type: 'image', alt_text: 'x', image_url: 'https://a.example/x.png', slack_file: { id: 'F1' } }],
      'must have exactly one of image_url, slack_file [json-pointer:/blocks/0]',
    ],
    [
      'an unknown word in rich text',
      [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'shout' }] }] }],
      'unsupported type: shout [json-pointer:/blocks/0/elements/0/elements/0/type]',
    ],
  ])('%s is refused', (_what, blocks, problem) => {
    expect(blockProblems('message', blocks)).toEqual([problem]);
  });
});

describe('views', () => {
  test.each([
    ['a form', reportForm(), []],
    ['a long title', { ...reportForm(), title: plain('x'.repeat(25)) }, ['must be less than 25 characters [json-pointer:/view/title/text]']],
    ['fields without a button', { ...reportForm(), submit: undefined }, ['must define submit to use an input block in modals [json-pointer:/view]']],
    ['much in secret', { ...reportForm(), private_metadata: 'x'.repeat(3001) }, ['must be less than 3001 characters [json-pointer:/view/private_metadata]']],
    ['a home with a title', { type: 'home', title: plain('x'), blocks: [] }, ['invalid additional property: title [json-pointer:/view]']],
    ['101 blocks', { type: 'home', blocks: many(101, () => ({ type: 'divider' })) }, ['no more than 100 items allowed [json-pointer:/view/blocks]']],
  ])('%s', (_what, view, problems) => {
    expect(viewProblems(JSON.parse(JSON.stringify(view)))).toEqual(problems);
  });
});

describe('what the server does about it', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
  });
  afterEach(async () => {
    await stage.stop();
  });

  test('blocks that break a rule are refused with a pointer, and so are too many characters of them', async () => {
    const long = stage.post({ channel: 'C1', text: 'x', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'h'.repeat(151) } }] });
    await expect(long).rejects.toMatchObject({
      data: { error: 'invalid_blocks', response_metadata: { messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'] } },
    });
    const much = many(5, () => ({ type: 'section' as const, text: { type: 'plain_text' as const, text: 'x'.repeat(2900) } }));
    await expect(stage.post({ channel: 'C1', text: 'x', blocks: much })).rejects.toMatchObject({ data: { error: 'msg_blocks_too_long' } });
    await expect(stage.client.apiCall('blocks.validate', { blocks: [{ type: 'marquee' }] })).rejects.toMatchObject({ data: { error: 'invalid_blocks' } });
    await expect(stage.post({ channel: 'C1', text: ' ' })).rejects.toMatchObject({ data: { error: 'no_text' } });
    expect(stage.slack.violations).toEqual([]);
  });

  test('blocks without a text, and a text that is very long, are let through but noted', async () => {
    await stage.client.apiCall('chat.postMessage', { channel: 'C1', blocks: [{ type: 'divider' }] });
    await stage.post({ channel: 'C1', text: 'x'.repeat(40_001) });
    expect(stage.acme.as('U1').sees('C1').at(-1)?.text).toHaveLength(40_000);
    expect(stage.slack.violations).toEqual([
      'chat.postMessage: a message with blocks has no text for notifications and screen readers',
      'chat.postMessage: a text of 40001 characters: above 4000 it may be cut or split',
    ]);
    const { ts = '' } = await stage.post({ channel: 'C1', text: 'short' });
    const longer = stage.client.chat.update({ channel: 'C1', ts, text: 'x'.repeat(4001) });
    await expect(longer).rejects.toMatchObject({ data: { error: 'msg_too_long' } });
  });

  test('a home is published, and not over a newer one', async () => {
    const view = { type: 'home' as const, blocks: [{ type: 'header' as const, text: { type: 'plain_text' as const, text: 'My tickets' } }] };
    const first = await stage.client.views.publish({ user_id: 'U1', view });
    await stage.client.views.publish({ user_id: 'U1', view, hash: first.view?.hash ?? '' });
    const stale = stage.client.views.publish({ user_id: 'U1', view, hash: first.view?.hash ?? '' });
    await expect(stale).rejects.toMatchObject({ data: { error: 'hash_conflict' } });
    expect(stage.acme.as('U1').home()?.text).toBe('My tickets');
    expect(stage.acme.as('U2').home()).toBeUndefined();
    const words = { type: 'section' as const, text: { type: 'mrkdwn' as const, text: '<https://evil.example|my tickets>' } };
    await stage.client.views.publish({ user_id: 'U1', view: { type: 'home', blocks: [words] } });
    expect(stage.acme.as('U1').home()).toMatchObject({ text: 'my tickets', links: ['https://evil.example'] });
  });
});
