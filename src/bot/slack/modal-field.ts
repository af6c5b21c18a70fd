import type { ExternalSelect, InputBlock, KnownBlock, PlainTextInput, PlainTextOption, RadioButtons, StaticSelect } from '@slack/types';
import type { ChoiceField, Field, TextField } from '#core/form.ts';
import { MAX } from './limits.ts';
import { richText, section, words } from './rich-text.ts';
import { cut } from '#lib/text.ts';
import { plain } from './text.ts';

/** The `action_id` of every field; its name is the `block_id`. */
export const FIELD_ACTION = 'value';
/** So many can be read at a glance; more go into a menu. */
const RADIOS_MAX = 5;

/** One field of a form with what it holds, and above it what is wrong with that. */
export function drawField(field: Field, value: string, problem: string | undefined): KnownBlock[] {
  const input: InputBlock = {
    type: 'input',
    block_id: field.name,
    label: plain(field.label, MAX.label),
    optional: !field.required,
    element: field.kind === 'text' ? textInput(field, value) : choiceInput(field, value),
  };
  const length = field.kind === 'text' ? maxLength(field) : Number.POSITIVE_INFINITY;
  if (value.length > length) input.hint = plain(`Only the beginning fits here: ${length} of ${value.length} characters.`, MAX.label);
  return [...(problem === undefined ? [] : richText(section(words(`⚠️ ${cut(problem, MAX.label)}`, { bold: true })))), input];
}

function textInput(field: TextField, value: string): PlainTextInput {
  const length = maxLength(field);
  const initial = value === '' ? {} : { initial_value: cut(value, length) };
  return { type: 'plain_text_input', action_id: FIELD_ACTION, multiline: field.multiline, max_length: length, ...initial };
}

function choiceInput(field: ChoiceField, value: string): RadioButtons | StaticSelect | ExternalSelect {
  const count = field.options.length;
  const chosen = field.options.find((option) => option.value === value);
  const common = { action_id: FIELD_ACTION, ...(chosen ? { initial_option: toOption(chosen) } : {}) };
  // A menu without options is refused; one that asks for them shows that there are none.
  if (count > MAX.options || count === 0) return { type: 'external_select', min_query_length: 0, placeholder: plain('Type to search', 150), ...common };
  const options = field.options.map(toOption);
  return count <= RADIOS_MAX ? { type: 'radio_buttons', options, ...common } : { type: 'static_select', options, ...common };
}

/** @throws Error when its value, which nobody but our code writes, cannot be an option's */
export function toOption({ value, label }: ChoiceField['options'][number]): PlainTextOption {
  if (value === '' || value.length > MAX.optionValue) throw new Error(`“${value}” cannot be an option: it has ${value.length} characters.`);
  return { text: plain(label, MAX.optionText), value };
}

function maxLength({ maxLength }: TextField): number {
  return Math.min(maxLength, MAX.input);
}
