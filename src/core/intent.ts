/** What `understand` makes of a message. */
export interface Understanding {
  /** A name some workflow owns, or `out_of_scope`. */
  readonly intent: string;
  /** 0 to 1, calibrated, so that the understander's thresholds mean something. */
  readonly confidence: number;
  readonly slots: readonly Slot[];
  /** The runners-up, best first, without `intent` itself. */
  readonly alternatives: readonly { readonly intent: string; readonly confidence: number }[];
}

export interface Slot {
  readonly name: SlotName;
  /** Normalized: `laptop`, `1042`, `high`. */
  readonly value: string;
  /** The words it came from. */
  readonly text: string;
}

export type SlotName = 'device' | 'service' | 'ticket' | 'urgency';

/** Text to intent and slots. Pure and synchronous once trained; under a millisecond per message. */
export interface Understander {
  /** From this confidence on the desk acts; from `offerAt` on it offers what may be meant; below, it asks to rephrase. */
  readonly actAt: number;
  readonly offerAt: number;
  understand(text: string): Understanding;
  /** How alike two texts are in what they are about, 0 to 1. */
  similarity(a: string, b: string): number;
}

/** The phrases a workflow teaches: intent name to one phrase per line. */
export interface Phrases {
  readonly intent: string;
  readonly phrases: readonly string[];
}

export const OUT_OF_SCOPE = 'out_of_scope';
