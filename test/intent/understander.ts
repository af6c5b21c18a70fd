import { loadPhrases } from '#intent/load-phrases.ts';
import { createUnderstander } from '#intent/understander.ts';

export const phrases = await loadPhrases(new URL('../../src/workflows/', import.meta.url));
/** Trained on the phrases of all workflows, as at the start of the worker. */
export const understander = createUnderstander(phrases);
