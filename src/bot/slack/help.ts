import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { Entrance } from '#core/front-end.ts';
import { richText, section, words } from './rich-text.ts';
import { cut, isBlank } from '#lib/text.ts';
import { fallbackText } from './text.ts';

/** Each part of a line of help, in characters. */
const PART_MAX = 150;
const LINES_MAX = 20;

/** What the command (`/it`) answers when it is asked for help, or for something it does not know. */
export function helpText(command: string, entrances: readonly Entrance[]): { text: string; blocks: KnownBlock[] } {
  const commands = [
    ...entrances.slice(0, LINES_MAX).map(({ word, label }): Line => [`${command} ${word}`, label]),
    [`${command} T-1042`, 'How the request with that number stands'] as const,
  ];
  const examples = entrances.slice(0, LINES_MAX).flatMap(({ example = '' }) => (isBlank(example) ? [] : [`“${cut(example, PART_MAX)}”`]));
  const lead = examples.length > 0 ? PLAIN_WORDS : JUST_WRITE;
  const spoken = [...commands.map(([typed, meaning]) => `${typed}: ${meaning}`), lead, ...examples].join('\n');
  return {
    text: fallbackText(spoken),
    blocks: [
      ...richText(section(commands.flatMap(drawLine))),
      ...richText(section(words(lead))),
      ...(examples.length > 0
        ? [{ type: 'rich_text' as const, elements: [{ type: 'rich_text_list' as const, style: 'bullet' as const, elements: examples.map(item) }] }]
        : []),
    ],
  };
}

type Line = readonly [typed: string, meaning: string];

function drawLine([typed, meaning]: Line, at: number): RichTextElement[] {
  return [...words(at > 0 ? '\n' : ''), ...words(cut(typed, PART_MAX), { code: true }), ...words(` — ${cut(meaning, PART_MAX)}`)];
}

function item(example: string): RichTextSection {
  return section(words(example));
}

const JUST_WRITE = 'Or write to me in your own words.';
const PLAIN_WORDS = 'Or write to me in your own words, for instance:';
