import { createRequire } from 'node:module';
import { BayesClassifier } from 'natural/lib/natural/classifiers/index.js';
import { OUT_OF_SCOPE } from '#core/intent.ts';
import { phrasesOf, type Labeled } from '#intent/evaluation/labeled-file.ts';
import { createUnderstander } from '#intent/understander.ts';

/** Learns from messages, and says of others which intent they have. */
type Train = (messages: readonly Labeled[]) => Promise<(text: string) => string | Promise<string>>;

export interface Contender {
  readonly name: string;
  readonly train: Train;
}

/** Heavy and only for comparison, so it is no dependency; whoever wants the comparison installs it. */
const OTHER = 'node-nlp';
const INSTALL = `${OTHER} is not installed; “npm install --no-save ${OTHER}@4.27.0” adds it to the comparison.`;

/** All that can be compared here, and a sentence for what cannot. */
export function findContenders(): { readonly contenders: readonly Contender[]; readonly missing: string | undefined } {
  const ours = [
    { name: 'Deskside', train: trainDeskside },
    { name: 'natural, Bayes', train: trainBayes },
  ];
  const other = loadOther();
  return { contenders: other ? [...ours, other] : ours, missing: other ? undefined : INSTALL };
}

const trainDeskside: Train = async (messages) => {
  const understander = createUnderstander(phrasesOf(messages));
  return await Promise.resolve((text: string) => understander.understand(text).intent);
};

const trainBayes: Train = async (messages) => {
  const bayes = new BayesClassifier();
  for (const { text, intent } of messages) bayes.addDocument(text, intent);
  bayes.train();
  return await Promise.resolve((text: string) => bayes.classify(text));
};

/** As much of it as is used here. */
interface OtherModule {
  readonly NlpManager: new (options: object) => {
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(language: string, text: string): Promise<{ readonly intent: string }>;
  };
}

function loadOther(): Contender | undefined {
  const require = createRequire(import.meta.url);
  let loaded: OtherModule;
  try {
    loaded = require(OTHER) as OtherModule;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
  const train: Train = async (messages) => {
    const manager = new loaded.NlpManager({ languages: ['en'], autoSave: false, nlu: { log: false } });
    for (const { text, intent } of messages) manager.addDocument('en', text, intent);
    await manager.train();
    return async (text) => {
      const { intent } = await manager.process('en', text);
      return intent === 'None' ? OUT_OF_SCOPE : intent;
    };
  };
  return { name: OTHER, train };
}
