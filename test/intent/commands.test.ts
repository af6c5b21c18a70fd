import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskside-intents-'));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

async function deskside(...args: readonly string[]): Promise<Outcome> {
  return await new Promise((resolve) => {
    const child = execFile(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], (_error, out, said) =>
      resolve({ code: child.exitCode ?? -1, out, said }),
    );
  });
}

async function file(name: string, lines: readonly (string | object)[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `${lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')}\n`);
  return path;
}

const train = [
  ...['where is my parcel', 'has the parcel been sent', 'track my parcel', 'when does my order arrive'].map((text) => ({ text, intent: 'parcel_track' })),
  ...['cancel my order', 'I do not want it any more', 'please cancel it', 'stop the order'].map((text) => ({ text, intent: 'order_cancel' })),
];
const test = [
  { text: 'where is the parcel now', intent: 'parcel_track' },
  { text: 'cancel it please', intent: 'order_cancel' },
  { text: 'zebras gallop', intent: 'out_of_scope' },
];

describe('deskside eval-intents', () => {
  it('says how good, how fast and how large the classifier is, and finds what is unknown by the threshold alone', async () => {
    const [trained, tested] = [await file('train.jsonl', train), await file('test.jsonl', test)];
    const { code, out } = await deskside('eval-intents', '--train', trained, '--test', tested, '--valid', tested, '--json');
    expect(code).toBe(0);
    const result = JSON.parse(out) as Record<string, number>;
    expect(result).toMatchObject({
      trained: 8,
      tested: 3,
      intents: 2,
      accuracy: 1,
      microF1: 1,
      macroF1: 1,
      outOfScopeRecall: 1,
      outOfScopePrecision: 1,
      confusions: [],
    });
    for (const name of ['threshold', 'trainingMs', 'p50Ms', 'p99Ms', 'modelBytes']) expect(result[name]).toBeGreaterThan(0);
  });

  it('prints a table for people, with what was taken for what', async () => {
    const [trained, tested] = [await file('train.jsonl', train), await file('test.jsonl', test)];
    const { out } = await deskside('eval-intents', '--train', trained, '--test', tested);
    expect(out).toMatch(/^accuracy +66\.7 %$/m);
    expect(out).toMatch(/^out of scope: recall +0\.0 %$/m);
    expect(out).toMatch(/1 {3}out_of_scope taken for (parcel_track|order_cancel)/);
  });

  it('names every line it cannot use, and goes on without blank ones', async () => {
    const bad = await file('bad.jsonl', ['{"text": "hi"}', '', 'hello', { text: 7, intent: 'a' }, '[]', { text: '', intent: 'a' }]);
    const { code, said } = await deskside('eval-intents', '--train', bad, '--test', bad);
    expect(code).toBe(1);
    expect(said.trim().split('\n')).toEqual([
      `${bad}, line 1: "intent" must be the name of an intent.`,
      `${bad}, line 3 is no JSON.`,
      `${bad}, line 4: "text" must be a string.`,
      `${bad}, line 5 is no object with "text" and "intent".`,
    ]);
  });

  it('says so when a file is missing, or not named', async () => {
    const gone = join(folder, 'gone.jsonl');
    expect((await deskside('eval-intents', '--train', gone, '--test', gone)).said).toBe(`${gone} cannot be read. Is it the right path?\n`);
    expect((await deskside('eval-intents', '--train', gone)).said).toContain('Use: eval-intents --train <file> --test <file>');
  });
});

describe('deskside understand', () => {
  it('prints a line of JSON for each message of a file, whether text or object', async () => {
    const messages = await file('messages.txt', ['my laptop is broken', { text: 'any news on T-1042?', intent: 'ignored' }]);
    const { out } = await deskside('understand', '--file', messages, '--json');
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      { text: 'my laptop is broken', intent: 'ticket.create', slots: { device: 'laptop' }, values: { device: 'laptop' } },
      { text: 'any news on T-1042?', intent: 'ticket.status', values: { ticket: '1042' } },
    ]);
  });

  it('tells people what it makes of one text', async () => {
    const { out } = await deskside('understand', 'my mouse and my keyboard are broken');
    expect(out).toMatch(/^my mouse and my keyboard are broken\n {2}ticket\.create \d+ %/);
    expect(out).toContain('device: keyboard (“keyboard”)');
  });

  it('names the line it cannot read', async () => {
    const broken = await file('broken.jsonl', ['fine', '{"txt": "no"}']);
    const { code, said } = await deskside('understand', '--file', broken);
    expect([code, said]).toEqual([1, `${broken}, line 2 begins with { and is no object with a "text".\n`]);
  });
});

describe('deskside intent-thresholds', () => {
  it('prints the source file it would write, with what the thresholds rest on', async () => {
    const valid = fileURLToPath(new URL('held-out.jsonl', import.meta.url));
    const { out } = await deskside('intent-thresholds', '--valid', valid);
    expect(out).toMatch(/^export const ACT_AT = 0\.\d+;$/m);
    expect(out).toMatch(/^export const OFFER_AT = 0(\.\d+)?;$/m);
  });
});
