import { plain } from './block-elements.ts';
import { BLOCKS, type Surface } from './block-table.ts';
import { refusalOf, Refusal } from './refusal.ts';
import { bool, byType, isRecord, list, shape, among, str, type Check } from './schema.ts';
import type { Json } from './state.ts';

const MOST: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };
/** Not documented; where messages were seen to be refused, in characters of the blocks as JSON. */
const MOST_BLOCK_CHARACTERS = 13_000;
const MOST_VIEW_BYTES = 250_000;

/** What Slack would say against these blocks, each with a JSON pointer; empty when it takes them. */
export function blockProblems(surface: Surface, blocks: unknown, at = '/blocks'): string[] {
  const problems: string[] = [];
  list(byType(BLOCKS[surface]), MOST[surface], 0)(blocks, at, problems);
  if (!Array.isArray(blocks)) return problems;
  const records = blocks.filter(isRecord);
  for (const id of repeated(records.map((block) => block['block_id']))) problems.push(`block_id already exists: ${id} [json-pointer:${at}]`);
  for (const [index, block] of records.entries()) {
    const ids = elementsOf(block).map((element) => element['action_id']);
    for (const id of repeated(ids)) problems.push(`action_id already exists: ${id} [json-pointer:${at}/${index}]`);
  }
  if (records.flatMap(elementsOf).filter((element) => element['focus_on_load'] === true).length > 1)
    problems.push(`only one element may focus_on_load [json-pointer:${at}]`);
  if (records.filter((block) => block['type'] === 'table').length > 1) problems.push(`only one table allowed [json-pointer:${at}]`);
  const markdown = records.filter((block) => block['type'] === 'markdown').map((block) => String(block['text']).length);
  if (markdown.reduce((sum, length) => sum + length, 0) > 12_000) problems.push(`markdown must be less than 12001 characters [json-pointer:${at}]`);
  return problems;
}

/** The interactive elements of a block, wherever it keeps them. */
export function elementsOf(block: Json): Json[] {
  const listed: unknown[] = Array.isArray(block['elements']) ? block['elements'] : Array.isArray(block['actions']) ? block['actions'] : [];
  const children: unknown[] = Array.isArray(block['child_blocks']) ? block['child_blocks'] : [];
  const own = [block['accessory'], block['element'], ...listed].filter(isRecord);
  const inner = block['type'] === 'carousel' ? own.flatMap(elementsOf) : [];
  return [...own.filter((element) => element['type'] !== 'card'), ...inner, ...children.filter(isRecord).flatMap(elementsOf)];
}

/** @throws Refusal as `chat.postMessage` does */
export function checkedMessageBlocks(blocks: unknown): Json[] {
  if (!Array.isArray(blocks) || !blocks.every(isRecord)) throw new Refusal('invalid_blocks_format');
  const problems = blockProblems('message', blocks);
  if (problems.length > 0) throw refusalOf('invalid_blocks', problems);
  if (JSON.stringify(blocks).length > MOST_BLOCK_CHARACTERS) throw new Refusal('msg_blocks_too_long');
  return blocks;
}

const blocks: Check = (value, at, problems) => {
  if (!Array.isArray(value)) problems.push(`must be an array [json-pointer:${at}]`);
};
const common = { private_metadata: str(3000), callback_id: str(255), external_id: str(255) };
const VIEW = byType({
  home: shape({ type: among('home'), blocks }, common),
  modal: shape(
    { type: among('modal'), title: plain(24), blocks },
    { ...common, submit: plain(24), close: plain(24), clear_on_close: bool, notify_on_close: bool, submit_disabled: bool },
    (view) => {
      const asks = Array.isArray(view['blocks']) && view['blocks'].some((block) => isRecord(block) && block['type'] === 'input');
      return asks && view['submit'] === undefined ? ['must define submit to use an input block in modals'] : [];
    },
  ),
});

/** What Slack would say against a modal or a home view. */
export function viewProblems(view: unknown, expected?: 'home' | 'modal'): string[] {
  const problems: string[] = [];
  VIEW(view, '/view', problems);
  if (!isRecord(view)) return problems;
  if (expected !== undefined && view['type'] !== expected) problems.push(`must be a ${expected} view [json-pointer:/view/type]`);
  return [...problems, ...blockProblems(view['type'] === 'home' ? 'home' : 'modal', view['blocks'], '/view/blocks')];
}

/** @throws Refusal as `views.open` and its sisters do */
export function checkedView(view: unknown, expected: 'home' | 'modal'): Json {
  const problems = viewProblems(view, expected);
  if (problems.length > 0 || !isRecord(view)) throw refusalOf('invalid_arguments', problems);
  if (Buffer.byteLength(JSON.stringify(view)) > MOST_VIEW_BYTES) throw new Refusal('view_too_large');
  return view;
}

function repeated(ids: readonly unknown[]): string[] {
  const named = ids.filter((id) => typeof id === 'string');
  return [...new Set(named.filter((id, index) => named.indexOf(id) !== index))];
}

/** Blocks as Slack keeps them: whatever came without a name has one now. */
export function named(given: readonly Json[], next: () => number): Json[] {
  const name = (record: Json, key: 'action_id' | 'block_id'): Json => (record[key] === undefined ? { ...record, [key]: `auto${next()}` } : record);
  const element = (value: unknown): unknown => (isRecord(value) && interactive.test(String(value['type'])) ? name(value, 'action_id') : value);
  return given.map((block) => {
    const lists = Object.entries(block).map(([key, value]): [string, unknown] => {
      if (key === 'accessory' || key === 'element') return [key, element(value)];
      if (['elements', 'actions'].includes(key) && Array.isArray(value) && block['type'] !== 'rich_text') return [key, value.map(element)];
      if (key === 'child_blocks' && Array.isArray(value)) return [key, named(value.filter(isRecord), next)];
      return [key, value];
    });
    return name(Object.fromEntries(lists), 'block_id');
  });
}

const interactive = /button|select|input|picker|checkboxes|overflow/;
