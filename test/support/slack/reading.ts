import { isRecord } from './schema.ts';
import type { Json } from './state.ts';

/** What a reader of a message would notice: who is pinged, what can be clicked, and which words stand there. */
export interface Reading {
  /** Ids of people and groups, `here`, `channel`, `everyone`. */
  readonly pings: readonly string[];
  readonly links: readonly string[];
  /** Markup that no client understands: words that were not escaped. */
  readonly oddities: readonly string[];
}

interface Found {
  readonly pings: Set<string>;
  readonly links: Set<string>;
  readonly oddities: string[];
}

interface HowToRead {
  /** Turn bare addresses into links. */
  readonly autoLink: boolean;
  /** Turn `@name` into a ping; undefined when names are not looked at, else ids by name. */
  readonly names?: ReadonlyMap<string, string> | undefined;
}

const CONTROL = /<([^<>]*)>/g;
/** The endings of names that Slack takes for an address; it knows all that there are, these are the common ones. */
const ENDING =
  'com|net|org|info|biz|io|dev|app|ai|co|me|xyz|top|site|online|cloud|tech|gov|edu|eu|de|uk|us|ca|fr|nl|se|no|dk|fi|ch|at|it|es|pl|ru|cn|jp|in|br|au';
/** Slack links these without being asked to. */
const BARE = new RegExp(
  [
    String.raw`(?:https?:\/\/|www\.)[^\s<>|]+`,
    String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.(?:${ENDING})\b`,
    String.raw`\b(?:[a-z0-9-]+\.)+(?:${ENDING})\b(?:\/[^\s<>|]*)?`,
  ].join('|'),
  'gi',
);
const CODE = /```[\s\S]*?```|`[^`\n]*`/g;

/** Reads one text with Slack's markup. */
function readMarkup(text: string, how: HowToRead, found: Found): void {
  for (const [whole, inner = ''] of text.matchAll(CONTROL)) {
    const [target = ''] = inner.split('|');
    if (/^@[UW]\w+$/.test(target)) found.pings.add(target.slice(1));
    else if (/^!(here|channel|everyone)$/.test(target)) found.pings.add(target.slice(1));
    else if (/^!subteam\^S\w+$/.test(target)) found.pings.add(target.slice('!subteam^'.length));
    else if (/^(https?|mailto|tel|slack):/.test(target)) found.links.add(target);
    else if (target.startsWith('!date^')) for (const link of target.split('^').slice(3)) found.links.add(link);
    else if (!/^#C\w+$/.test(target)) found.oddities.push(`not escaped: ${whole}`);
  }
  const rest = text.replaceAll(CONTROL, ' ').replaceAll(CODE, ' ');
  if (/[<>]/.test(rest.replaceAll(/^>+ ?/gm, '')) || /&(?!(?:amp|lt|gt);)/.test(rest)) found.oddities.push(`not escaped: ${text.slice(0, 80)}`);
  if (how.autoLink) for (const [link] of rest.matchAll(BARE)) found.links.add(link.replace(/[.,;:!?)]+$/, ''));
  if (how.names) {
    for (const [, name = ''] of rest.matchAll(/(?<![\w@])@([\w.-]+)/g)) {
      const id = /^(here|channel|everyone)$/.test(name) ? name : how.names.get(name);
      if (id !== undefined) found.pings.add(id);
    }
  }
}

function readRich(element: Json, found: Found): void {
  if (element['type'] === 'user') found.pings.add(String(element['user_id']));
  if (element['type'] === 'broadcast') found.pings.add(String(element['range']));
  if (element['type'] === 'usergroup') found.pings.add(String(element['usergroup_id']));
  if (element['type'] === 'link') found.links.add(String(element['url']));
  if (element['type'] === 'date' && typeof element['url'] === 'string') found.links.add(element['url']);
}

/** Walks through everything in a block; text objects tell by their type how they are read. */
function readBlock(value: unknown, how: HowToRead, found: Found): void {
  if (Array.isArray(value)) return value.forEach((each) => readBlock(each, how, found));
  if (!isRecord(value)) return;
  const text = typeof value['text'] === 'string' ? value['text'] : undefined;
  if (value['type'] === 'mrkdwn' && text !== undefined) readMarkup(text, { ...how, autoLink: value['verbatim'] !== true }, found);
  else if (value['type'] === 'markdown' && text !== undefined) {
    readMarkup(text, { ...how, autoLink: true }, found);
    for (const [, link = ''] of text.matchAll(/\]\(([^)\s]+)/g)) found.links.add(link);
  } else readRich(value, found);
  // A button that leads somewhere says so; what it carries is no text.
  for (const [key, inner] of Object.entries(value)) if (!['value', 'action_id', 'block_id'].includes(key)) readBlock(inner, how, found);
}

export interface Readable {
  readonly text: string;
  readonly blocks: readonly Json[];
  /** `parse` and `link_names` of the call. */
  readonly parse?: string | undefined;
  readonly linkNames?: boolean | undefined;
  readonly names: ReadonlyMap<string, string>;
}

export function readMessage({ text, blocks, parse, linkNames, names }: Readable): Reading {
  const found: Found = { pings: new Set(), links: new Set(), oddities: [] };
  const byName = linkNames === true || parse === 'full' ? names : undefined;
  // With blocks the text is shown in notifications only, where nothing is linked by itself.
  readMarkup(text, { autoLink: blocks.length === 0 && parse !== 'none', names: byName }, found);
  readBlock(blocks, { autoLink: true, names: byName }, found);
  return { pings: [...found.pings].toSorted(), links: [...found.links].toSorted(), oddities: found.oddities };
}

/** Words as they are shown: control sequences by their label, entities as characters. */
export function shownText(markup: string): string {
  const labels = markup.replaceAll(CONTROL, (_whole, inner: string) => {
    const [target = '', label] = inner.split('|');
    return label ?? target.replace(/^!/, '@');
  });
  return labels.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** A block as lines of plain text, as a reader sees it; buttons are not among them. */
export function blockText(block: Json): string {
  if (block['type'] === 'actions' || block['type'] === 'divider') return '';
  const lines: string[] = [];
  collect(block, lines);
  return lines.join('\n');
}

function collect(value: unknown, lines: string[]): void {
  if (Array.isArray(value)) return value.forEach((each) => collect(each, lines));
  if (!isRecord(value)) return;
  const { type, text } = value;
  if (/^rich_text_(section|quote|preformatted)$/.test(String(type)) && Array.isArray(value['elements'])) {
    return void lines.push(value['elements'].filter(isRecord).map(richWord).join(''));
  }
  if (typeof text === 'string') return void lines.push(type === 'mrkdwn' ? shownText(text) : text);
  if (typeof value['title'] === 'string') lines.push(value['title']);
  if (type === 'image') lines.push(`[${String(value['alt_text'])}]`);
  if (/button|select|overflow|picker/.test(String(type))) return;
  for (const key of [
    'title',
    'rich_text_title',
    'subtitle',
    'label',
    'text',
    'body',
    'fields',
    'elements',
    'child_blocks',
    'rows',
    'hint',
    'tasks',
    'details',
    'output',
  ]) {
    collect(value[key], lines);
  }
}

function richWord(element: Json): string {
  if (element['type'] === 'emoji') return `:${String(element['name'])}:`;
  const word =
    element['text'] ?? element['url'] ?? element['fallback'] ?? element['user_id'] ?? element['range'] ?? element['usergroup_id'] ?? element['channel_id'];
  const sign = ['user', 'broadcast', 'usergroup'].includes(String(element['type'])) ? '@' : element['type'] === 'channel' ? '#' : '';
  return `${sign}${typeof word === 'string' ? word : ''}`;
}
