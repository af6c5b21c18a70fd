import { chmodSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Phrases } from '#core/intent.ts';
import { featuresOf } from '#intent/features.ts';
import { rememberedClassifier } from '#intent/model-file.ts';
import { splitWords } from '#intent/words.ts';

const GREETINGS: readonly Phrases[] = [
  { intent: 'greeting', phrases: ['hello', 'hello there', 'good morning'] },
  { intent: 'thanks', phrases: ['thanks', 'thank you', 'many thanks'] },
];
const TURNED: readonly Phrases[] = GREETINGS.map(({ intent }, at) => ({ intent, phrases: GREETINGS[1 - at]?.phrases ?? [] }));

let folder: string;
beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), 'deskside-models-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  folder = join(made, 'models');
});

const files = () => readdirSync(folder).map((name) => join(folder, name));
const rank = async (phrases: readonly Phrases[], text = 'good morning') => (await rememberedClassifier(phrases, folder)).rank(featuresOf(splitWords(text), []));

test('what was learned is remembered, and answers to the last digit as when it was learned', async () => {
  const learned = await rank(GREETINGS);
  expect(files()).toHaveLength(1);
  expect(await rank(GREETINGS)).toEqual(learned);
  expect(files()).toHaveLength(1);
});

test('it is read, not learned again: another model in its place answers otherwise', async () => {
  expect((await rank(GREETINGS))[0]?.intent).toBe('greeting');
  const [mine = ''] = files();
  await rank(TURNED);
  const other = files().find((file) => file !== mine) ?? '';
  copyFileSync(other, mine);
  expect((await rank(GREETINGS))[0]?.intent).toBe('thanks');
});

test.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 7)],
  ['changed in one place', (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 100 ? byte ^ 1 : byte)))],
  ['empty', () => Buffer.alloc(0)],
])('a file that is %s is learned anew, and mended', async (_, broken) => {
  const learned = await rank(GREETINGS);
  const [file = ''] = files();
  const whole = readFileSync(file);
  writeFileSync(file, broken(whole));
  expect(await rank(GREETINGS)).toEqual(learned);
  expect(readFileSync(file).equals(whole)).toBe(true);
});

test('other phrases are another model, and of many the newest few are kept', async () => {
  for (let n = 0; n < 7; n += 1) await rank([...GREETINGS, { intent: `more${n}`, phrases: [`word${n}`] }]);
  expect(files()).toHaveLength(4);
});

test('a folder that cannot be written to only costs the time', async () => {
  const file = `${folder}-file`;
  writeFileSync(file, '');
  chmodSync(file, 0o400);
  const classifier = await rememberedClassifier(GREETINGS, join(file, 'below'));
  expect(classifier.rank(featuresOf(splitWords('hello'), []))[0]?.intent).toBe('greeting');
});
