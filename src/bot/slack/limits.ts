import type { AnyBlock } from '@slack/types';

export type Surface = 'message' | 'modal' | 'home';

/** Lengths in UTF-16 code units, or the number of elements. From the comments of `@slack/types` and Slack's reference. */
export const MAX = {
  text: 3000,
  header: 150,
  buttonText: 75,
  buttonValue: 2000,
  actions: 25,
  contextElements: 10,
  label: 2000,
  input: 3000,
  radios: 10,
  options: 100,
  optionText: 75,
  optionValue: 75,
  modalTitle: 24,
  metadata: 3000,
  url: 3000,
  alt: 2000,
  id: 255,
  blocks: { message: 50, modal: 100, home: 100 },
  /**
   * Bytes of all blocks as JSON. Slack says so for views; for messages nobody says, and it refuses
   * (`msg_blocks_too_long`) from about 13,000 on.
   */
  total: { message: 12_000, modal: 250_000, home: 250_000 },
} as const;

type Range = readonly [least: number, most: number];
const OPTIONS = { 'options.*.text.text': [1, MAX.optionText], 'options.*.value': [1, MAX.optionValue] } as const;
const SOME: Range = [1, Number.POSITIVE_INFINITY];

/**
 * What Deskside draws, by type: how long the values at these paths may be. A type that is not here is refused, and so
 * are the elements of rich text that call people: `user`, `usergroup`, `broadcast`, `channel`.
 */
const RULES: Readonly<Record<string, Readonly<Record<string, Range>>>> = {
  plain_text: { text: [1, MAX.text] },
  mrkdwn: { text: [1, MAX.text] },
  header: { 'text.text': [1, MAX.header] },
  section: { fields: [1, 10], 'fields.*.text': [1, 2000] },
  context: { elements: [1, MAX.contextElements] },
  divider: {},
  image: { alt_text: [1, MAX.alt], 'title.text': [1, 2000], image_url: [1, MAX.url], 'slack_file.id': [1, MAX.id] },
  actions: { elements: [1, MAX.actions] },
  button: { 'text.text': [1, MAX.buttonText], value: [0, MAX.buttonValue], url: [1, MAX.url], accessibility_label: [0, 75] },
  input: { 'label.text': [1, MAX.label], 'hint.text': [1, MAX.label] },
  plain_text_input: { initial_value: [0, MAX.input], 'placeholder.text': [1, 150] },
  radio_buttons: { options: [1, MAX.radios], ...OPTIONS },
  checkboxes: { options: [1, MAX.radios], ...OPTIONS },
  overflow: { options: [1, 5], ...OPTIONS },
  static_select: { options: [1, MAX.options], ...OPTIONS, 'placeholder.text': [1, 150] },
  external_select: { 'initial_option.text.text': [1, MAX.optionText], 'initial_option.value': [1, MAX.optionValue], 'placeholder.text': [1, 150] },
  rich_text: { elements: SOME },
  rich_text_section: { elements: SOME },
  rich_text_quote: { elements: SOME },
  rich_text_list: { elements: SOME },
  text: { text: [1, MAX.text] },
  link: { url: [1, MAX.url], text: [1, MAX.text] },
  date: { fallback: [1, MAX.text], format: SOME },
};
const IDS: Readonly<Record<string, Range>> = { block_id: [1, MAX.id], action_id: [1, MAX.id] };

/** Every limit that these blocks break, as `<JSON pointer>: <what is wrong>`. Empty: Slack takes them, as far as is known. */
export function checkBlocks(blocks: readonly AnyBlock[], surface: Surface): string[] {
  const [count, size] = [blocks.length, sizeOf(blocks)];
  return [
    ...(count > MAX.blocks[surface] ? [`: ${count} blocks, at most ${MAX.blocks[surface]}`] : []),
    ...(size > MAX.total[surface] ? [`: ${size} bytes, at most ${MAX.total[surface]}`] : []),
    ...repeated(blocks, 'block_id', ''),
    ...blocks.flatMap((block, at) => repeated(block, 'action_id', `/${at}`)),
    ...check(blocks, ''),
  ];
}

/** Whether they are few and short enough together; says nothing of each. */
export function fits(blocks: readonly AnyBlock[], surface: Surface): boolean {
  return blocks.length <= MAX.blocks[surface] && sizeOf(blocks) <= MAX.total[surface];
}

/** In bytes of JSON. */
export function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function check(value: unknown, pointer: string): string[] {
  if (!isObject(value)) return [];
  return [...ownProblems(value, pointer), ...Object.entries(value).flatMap(([key, part]) => check(part, `${pointer}/${key}`))];
}

function ownProblems(node: object, pointer: string): string[] {
  const type = 'type' in node ? String(node.type) : undefined;
  const rules = type === undefined ? {} : Object.hasOwn(RULES, type) ? RULES[type] : undefined;
  if (!rules) return [`${pointer}/type: ${type} is nothing that Deskside draws`];
  return Object.entries({ ...rules, ...IDS }).flatMap(([path, range]) =>
    reach(node, path.split('.'), pointer).flatMap(([at, found]) => outside(found, range, at)),
  );
}

/** The values at a path, with their pointers; `*` stands for every element. What is absent is not there to be too long. */
function reach(value: unknown, [key, ...rest]: readonly string[], pointer: string): [string, unknown][] {
  if (key === undefined) return [[pointer, value]];
  const parts = isObject(value) ? Object.entries(value).filter(([name]) => key === '*' || name === key) : [];
  return parts.flatMap(([name, part]) => reach(part, rest, `${pointer}/${name}`));
}

function outside(value: unknown, [least, most]: Range, pointer: string): string[] {
  if (typeof value !== 'string' && !Array.isArray(value)) return [];
  const unit = typeof value === 'string' ? 'characters' : 'elements';
  if (value.length < least) return [`${pointer}: ${value.length} ${unit}, at least ${least}`];
  return value.length > most ? [`${pointer}: ${value.length} ${unit}, at most ${most}`] : [];
}

function repeated(value: unknown, name: string, pointer: string): string[] {
  const seen = new Set<unknown>();
  return idsIn(value, name, pointer).flatMap(([at, id]) => {
    if (seen.has(id)) return [`${at}: a second ${name} ${String(id)}`];
    seen.add(id);
    return [];
  });
}

function idsIn(value: unknown, name: string, pointer: string): [string, unknown][] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === name ? [[`${pointer}/${key}`, part]] : idsIn(part, name, `${pointer}/${key}`)));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
