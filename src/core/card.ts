import type { Chart } from './chart.ts';
import type { ActionRef } from './chat-event.ts';

/**
 * A card as plain data: the one thing every front end knows how to draw. All text in it is plain text;
 * a renderer escapes it, so that nothing a person wrote can format, link or ping by itself.
 */
export interface Card {
  readonly title: string;
  readonly tone: Tone;
  readonly blocks: readonly Block[];
  readonly buttons: readonly Button[];
}

export type Tone = 'neutral' | 'good' | 'attention' | 'warning';

export type Block =
  | { readonly kind: 'text'; readonly text: Inline; readonly subtle?: boolean }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'quote'; readonly author: string; readonly text: string }
  | { readonly kind: 'chart'; readonly chart: Chart };

export interface Fact {
  readonly label: string;
  readonly value: Inline;
}

/** Text with instants in it, which the renderer writes in the reader's time zone, and with links that a platform vouches for. */
export type Inline = string | readonly (string | Instant | Link)[];

interface Instant {
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Never made of what somebody typed. */
interface Link {
  /** https. */
  readonly link: string;
  readonly label: string;
}

export interface Button extends ActionRef {
  readonly label: string;
  readonly style?: 'primary' | 'danger' | undefined;
  /** True when pressing it opens a form first. */
  readonly opensForm?: boolean | undefined;
}

/** What is posted: a line of text, who is quoted, and perhaps a card. `text` alone must make sense to a screen reader. */
export interface Post {
  readonly text: string;
  /** The person whose words these are, when the desk passes them on. */
  readonly author?: string | undefined;
  /** The same person's id, for their picture where a platform has one. */
  readonly authorId?: number | undefined;
  /** What they are about, in a word, where that is not plain from the place: `T-1042`. */
  readonly about?: string | undefined;
  /** `note` marks words that stay inside a team. */
  readonly tag?: 'note' | undefined;
  readonly card?: Card | undefined;
  readonly attachment?: TextFile | undefined;
}

/** A file that goes along with a post, for what people do with numbers elsewhere. */
export interface TextFile {
  readonly name: string;
  readonly mediaType: 'text/csv';
  readonly text: string;
  /** How people get it otherwise, where a platform takes no file: the end of a sentence, such as «by the command “…”». */
  readonly elsewhere: string;
}
