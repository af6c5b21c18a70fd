import { elementsOf } from './block-checks.ts';
import { blockText } from './reading.ts';
import { isRecord } from './schema.ts';
import type { Json } from './state.ts';

/** An interactive element with the block in which it stands. */
export interface Found {
  readonly block: Json;
  readonly element: Json;
}

/** Every element of these blocks that reacts to a person, from top to bottom. */
function interactiveIn(blocks: readonly Json[]): Found[] {
  return blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element }))).filter(({ element }) => element['action_id'] !== undefined);
}

export function textOf(value: unknown): string | undefined {
  return isRecord(value) && typeof value['text'] === 'string' ? value['text'] : undefined;
}

/** By which words a person finds an element: what stands on it, before it, or in it while it is empty; its ids, too. */
function wordsFor({ block, element }: Found): readonly (string | undefined)[] {
  const beside = block['type'] === 'section' ? textOf(block['text']) : undefined;
  const feedback = [element['positive_button'], element['negative_button']].map((button) => (isRecord(button) ? textOf(button['text']) : undefined));
  const ids = [element['action_id'], block['block_id']].map((id) => (typeof id === 'string' ? id : undefined));
  return [textOf(element['text']), textOf(block['label']), textOf(element['placeholder']), beside, ...feedback, ...ids];
}

/** Labels of all buttons, in order. */
export function buttonsIn(blocks: readonly Json[]): string[] {
  return interactiveIn(blocks).flatMap(({ element }) => {
    if (element['type'] === 'feedback_buttons')
      return [element['positive_button'], element['negative_button']].map((button) => (isRecord(button) ? (textOf(button['text']) ?? '') : ''));
    return /button/.test(String(element['type'])) ? [textOf(element['text']) ?? ''] : [];
  });
}

/** The first element with that label; with `near`, the first from the block on in which that stands. @throws Error that names those there are */
export function findElement(blocks: readonly Json[], label: string, near?: string): Found {
  const start = near === undefined ? 0 : blocks.findIndex((block) => blockText(block).includes(near));
  if (start === -1) throw new Error(`nothing reads «${near}» here`);
  const all = interactiveIn(blocks.slice(start));
  const found = all.find((each) => wordsFor(each).includes(label));
  if (found) return found;
  const labels = all.map((each) => wordsFor(each).find((word) => word !== undefined));
  throw new Error(`nothing is labeled «${label}» here, only: ${labels.join(', ') || 'nothing'}`);
}

export type Given = string | readonly string[];

/** What an element holds once a person gave it something, as Slack shapes it; without, what it starts with. */
export function entered(element: Json, given: Given | undefined, offered: readonly Json[] = optionsOf(element)): Json {
  const type = String(element['type']);
  const one = typeof given === 'string' ? given : given?.[0];
  const many = typeof given === 'string' ? [given] : given;
  const pick = (wanted: string) => pickOption(offered, wanted);
  if (type === 'checkboxes' || /^multi_(static|external)_select$/.test(type))
    return { type, selected_options: many?.map(pick) ?? element['initial_options'] ?? [] };
  if (/^(static_select|external_select|radio_buttons|overflow)$/.test(type)) {
    return { type, selected_option: one === undefined ? (element['initial_option'] ?? null) : pick(one) };
  }
  const ids = /^(multi_)?(user|conversation|channel)s_select$/.exec(type);
  if (ids?.[1]) return { type, [`selected_${ids[2]}s`]: many ?? element[`initial_${ids[2]}s`] ?? [] };
  if (ids) return { type, [`selected_${ids[2]}`]: one ?? element[`initial_${ids[2]}`] ?? null };
  if (type === 'datepicker') return { type, selected_date: one ?? element['initial_date'] ?? null };
  if (type === 'timepicker') return { type, selected_time: one ?? element['initial_time'] ?? null };
  if (type === 'datetimepicker') return { type, selected_date_time: one === undefined ? (element['initial_date_time'] ?? null) : Number(one) };
  if (type === 'rich_text_input') return { type, rich_text_value: one === undefined ? (element['initial_value'] ?? null) : richTextOf(one) };
  return { type, value: one ?? element['initial_value'] ?? null };
}

function richTextOf(text: string): Json {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}

function optionsOf(element: Json): Json[] {
  const groups: unknown[] = Array.isArray(element['option_groups']) ? element['option_groups'] : [];
  const grouped = groups.flatMap((group): unknown[] => (isRecord(group) && Array.isArray(group['options']) ? group['options'] : []));
  return [...(Array.isArray(element['options']) ? element['options'] : []), ...grouped].filter(isRecord);
}

/** By its words or its value. @throws Error when it is not offered */
function pickOption(offered: readonly Json[], wanted: string): Json {
  const found = offered.find((option) => textOf(option['text']) === wanted || option['value'] === wanted);
  if (!found) throw new Error(`«${wanted}» is not offered, only: ${offered.map((option) => textOf(option['text'])).join(', ')}`);
  return found;
}

/** What is given, or undefined when an element is still empty. */
export function isEmpty(value: Json): boolean {
  const [, held] = Object.entries(value).find(([name]) => name !== 'type') ?? [];
  return held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);
}
