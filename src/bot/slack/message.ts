import type { KnownBlock } from '@slack/types';
import type { Block, Card, Post } from '#core/card.ts';
import { drawCard } from './card.ts';
import { NO_PICTURES } from './pictures.ts';
import { subtle } from './rich-text.ts';
import { cut, isBlank } from '#lib/text.ts';
import { fallbackText } from './text.ts';

const NOTE = 'Private note · only your team sees this';
/** A name that is longer is refused. */
const USERNAME_MAX = 80;
const NO_CARD: Card = { title: '', tone: 'neutral', blocks: [], buttons: [] };

/** What `chat.postMessage` and `chat.update` take. */
export interface SlackMessage {
  /** Escaped, below 4,000 characters, never empty: for notifications and screen readers. */
  text: string;
  blocks?: KnownBlock[];
  /** Whose words these are; shown with the scope `chat:write.customize` only, and not changed by an update. */
  username?: string;
}

/** A post within the limits of one message. All words are rich text: shown as written, whatever is in them. */
export function toSlackMessage(post: Post, pictures = NO_PICTURES): SlackMessage {
  const { text, author, card } = post;
  // With a card, the text only stands in for it, unless it is somebody's own words.
  const said: Block[] = card && author === undefined ? [] : [{ kind: 'text', text }];
  const blocks = drawCard({ ...(card ?? NO_CARD), blocks: [...said, ...(card?.blocks ?? [])] }, origin(post), pictures);
  const username = usernameOf(post);
  return {
    text: fallbackText(post.tag === 'note' ? `${NOTE}: ${text}` : text),
    ...(blocks.length > 0 ? { blocks } : {}),
    ...(username === undefined ? {} : { username }),
  };
}

/** What has to be seen before the words. */
function origin({ author, about, tag }: Post): KnownBlock[] {
  return [...(tag === 'note' ? subtle(`🔒 ${NOTE}`) : []), ...(author === undefined && about !== undefined ? subtle(`About ${cut(about, USERNAME_MAX)}`) : [])];
}

function usernameOf({ author, about, tag }: Post): string | undefined {
  if (author === undefined || isBlank(author)) return undefined;
  const parts = [author, ...(about === undefined ? [] : [about]), ...(tag === 'note' ? ['private note'] : [])];
  return cut(parts.map((part) => part.replaceAll(/\s+/g, ' ').trim()).join(' · '), USERNAME_MAX);
}
