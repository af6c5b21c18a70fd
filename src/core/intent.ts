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
  /** Normalized: `laptop`, `1042`, `high`; a product by its full name; dates and durations as ISO 8601 (`2026-11-27`, `P2W`). */
  readonly value: string;
  /** The words it came from, exactly as written. */
  readonly text: string;
  /** Where these words stand in the message: the first character, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/**
 * `product` is software or a service with a name of its own, `service` a kind of it (email, VPN, Wi-Fi). `urgency` is critical, high or low,
 * `impact` team or site, `hindrance` blocked or slowed; these three may come from the same words. Otherwise no slot stands inside another.
 */
export type SlotName =
  | 'product'
  | 'service'
  | 'device'
  | 'asset_tag'
  | 'ticket'
  | 'person'
  | 'date'
  | 'duration'
  | 'urgency'
  | 'impact'
  | 'hindrance'
  | 'reason'
  | 'error_code'
  | 'place';

/** What a reader needs to know besides the words. Without it dates count from now, in UTC, and only well-known products are found. */
export interface Reading {
  readonly now: Date;
  /** IANA name of the writer's time zone; an unknown one counts as UTC. */
  readonly zone: string;
  readonly catalog?: Catalog;
}

/** The company's own products by the names people use, in lower case with single blanks. */
export interface Catalog {
  /** Words in the longest name that begins with this one; 0 when none does. */
  longestFrom(firstWord: string): number;
  /** The product of exactly this name. */
  exact(name: string): string | undefined;
  /** The product that this single word is most likely a misspelling of. */
  near(word: string): string | undefined;
}

/** Text to intent and slots. Pure and synchronous once trained; under a millisecond per message. */
export interface Understander {
  /** From this confidence on the desk acts; from `offerAt` on it offers what may be meant; below, it asks to rephrase. */
  readonly actAt: number;
  readonly offerAt: number;
  understand(text: string, reading?: Reading): Understanding;
  /** Makes a company's products known by their names; of a name that two share, the first has it. */
  catalog(products: readonly { readonly name: string; readonly aliases: readonly string[] }[]): Catalog;
  /** How alike two texts are in what they are about, 0 to 1. */
  similarity(a: string, b: string): number;
  /** The requests in a message, each in its own words, in their order; the whole message when it holds one. */
  requests(text: string): readonly string[];
  /** The text without passwords, keys and the like, and what kinds of them were taken out, in words for people. */
  redact(text: string): Redacted;
}

export interface Redacted {
  readonly text: string;
  readonly kinds: readonly string[];
}

/** The phrases a workflow teaches: intent name to one phrase per line. */
export interface Phrases {
  readonly intent: string;
  readonly phrases: readonly string[];
}

export const OUT_OF_SCOPE = 'out_of_scope';
