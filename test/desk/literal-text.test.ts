import { beforeAll, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { direct } from '#test/support/client.ts';
import { MARIA, SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { report, submit, type TestDesk } from './helpers.ts';

/** Not a letter of what people write may format, link, ping or draw anything. */
const ODD_TEXTS = [
  '<img src=x onerror=alert(1)><script>alert(2)</script>',
  'hey <!channel>, <!here> and <@U1>, see <https://evil.example|this>',
  '*bold* _italic_ ~~gone~~ `code` [link](https://evil.example) # Heading',
  '**Sam** ![image](https://evil.example/x.png) <at>Everyone</at>',
  '{"type":"AdaptiveCard","body":[{"type":"Image","url":"https://evil.example/x.png"}]}',
  '"}],"actions":[{"type":"Action.OpenUrl","url":"https://evil.example"}]',
  '${if(true, secret, other)} {{secret}} %s %d $1 \\u0041',
  "Robert'); DROP TABLE tickets; --",
  '[1]: https://evil.example "\'&amp;&lt;',
];

let desk: TestDesk;
let plain: unknown;
beforeAll(async () => {
  desk = await createTestDesk();
  await report(desk, 'an ordinary fault');
  plain = shape(await agentsCard());
});

test.each(ODD_TEXTS)('%s is shown as it was written, and draws nothing', async (odd) => {
  const id = await report(desk, odd);
  const card = await agentsCard();
  expect(textsOf(card)).toEqual(expect.arrayContaining([odd, expect.stringContaining(odd.slice(1, 110))]));
  expect(shape(card)).toEqual(plain);
  expect((await desk.last(MARIA, direct(MARIA))).text).toContain(odd.slice(1));

  await submit(desk, SAM, { action: 'ticket.reply', subject: String(id), values: { text: odd } });
  const passedOn = await desk.last(MARIA, direct(MARIA));
  expect(passedOn).toMatchObject({ text: odd, quoted: 'Sam Okafor', about: `T-${id}`, card: null });
  proves('browser', 'literal');
});

test('a date function in what people write is not computed by the card', async () => {
  const odd = 'see {{DATE(2020-01-01T00:00:00Z,SHORT)}} at {{{TIME(2020-01-01T00:00:00Z)}}';
  await report(desk, odd);
  const card = await agentsCard();
  const quoted = textsOf(card).find((text) => text.startsWith('see'));
  expect(quoted?.replaceAll('\u200C', '')).toBe(odd);
  expect(stringsIn(card).filter((text) => /\{\{(DATE|TIME)\(/.test(text))).toEqual([]);
  expect(shape(card)).toEqual(plain);
});

async function agentsCard(): Promise<unknown> {
  return (await desk.last(SAM, 'service-desk')).card;
}

/** The texts of all TextRuns. */
function textsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (!isRecord(node)) return [];
  return node['type'] === 'TextRun' ? [String(node['text'])] : Object.values(node).flatMap(textsOf);
}

function stringsIn(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  if (Array.isArray(node)) return node.flatMap(stringsIn);
  return isRecord(node) ? Object.values(node).flatMap(stringsIn) : [];
}

/** The card without its words: what kinds of elements it is made of. */
function shape(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(shape);
  if (!isRecord(node)) return typeof node;
  const entries = Object.entries(node).map(([key, value]) => [key, key === 'type' ? value : shape(value)]);
  return Object.fromEntries(entries);
}

function isRecord(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null;
}
