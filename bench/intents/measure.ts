import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readLabeled, type Labeled } from '#intent/evaluation/labeled-file.ts';
import { loadPhrases } from '#intent/load-phrases.ts';
import { measure } from '#intent/evaluation/metrics.ts';
import { spreadOf, type Spread } from '../figures.ts';
import { findContenders, type Contender } from './contenders.ts';

interface ContenderFigures {
  readonly name: string;
  /** Of all messages, out of scope among them. */
  readonly accuracy: number;
  readonly macroF1: number;
  readonly trainingMs: number;
  /** One message, milliseconds. */
  readonly latency: Spread;
  /** Kept in memory after training, nothing else running. */
  readonly bytes: number;
}

export interface IntentFigures {
  readonly trained: number;
  readonly tested: number;
  readonly contenders: readonly ContenderFigures[];
  /** What could not be compared, and how to make it possible. */
  readonly missing: string | undefined;
}

/** Both or neither: without files, the product's own phrases and the messages it is tested with. */
export interface IntentFiles {
  readonly train?: string | undefined;
  readonly test?: string | undefined;
}

/** All contenders on the same files, one after the other. */
export async function measureIntents(files: IntentFiles): Promise<IntentFigures> {
  const train = files.train === undefined ? await ownPhrases() : await readLabeled(files.train);
  const test = await readLabeled(files.test ?? fileURLToPath(new URL('../../test/intent/held-out.jsonl', import.meta.url)));
  const { contenders, missing } = findContenders();
  const figures: ContenderFigures[] = [];
  for (const contender of contenders) figures.push(await measureContender(contender, train, test));
  return { trained: train.length, tested: test.length, contenders: figures, missing };
}

async function ownPhrases(): Promise<Labeled[]> {
  const taught = await loadPhrases(new URL('../../src/workflows/', import.meta.url));
  return taught.flatMap(({ intent, phrases }) => phrases.map((text) => ({ text, intent })));
}

async function measureContender({ name, train }: Contender, messages: readonly Labeled[], test: readonly Labeled[]): Promise<ContenderFigures> {
  const before = usedBytes();
  const since = performance.now();
  const predict = await train(messages.filter(({ text }) => text.trim() !== ''));
  const trainingMs = performance.now() - since;
  const bytes = usedBytes() - before;
  const times: number[] = [];
  const judgments: { intent: string; predicted: string }[] = [];
  for (const { text, intent } of test) {
    const asked = performance.now();
    const predicted = await predict(text);
    times.push(performance.now() - asked);
    judgments.push({ intent, predicted });
  }
  const { accuracy, macroF1 } = measure(judgments);
  return { name, accuracy, macroF1, trainingMs, latency: spreadOf(times), bytes };
}

/** After a collection, so that only what is kept counts. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What the first finds unused may hold what the second does.
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
