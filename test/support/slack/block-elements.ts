import { among, bool, byType, int, isRecord, list, oneOf, shape, str, type Check, type Fields } from './schema.ts';

/** Block Kit's composition objects and elements with their limits, as docs.slack.dev/reference/block-kit lists them. */
export const plain = (max: number): Check => shape({ type: among('plain_text'), text: str(max, { min: 1 }) }, { emoji: bool });
export const mrkdwn = (max: number): Check => shape({ type: among('mrkdwn'), text: str(max, { min: 1 }) }, { verbatim: bool });
export const anyText = (max: number): Check => byType({ plain_text: plain(max), mrkdwn: mrkdwn(max) });

export const url = str(3000, { min: 1, pattern: /^(https?:\/\/|mailto:|slack:)\S+$/ });
const id = str(255, { min: 1 });
const style = among('primary', 'danger');
const confirm = shape({ title: plain(100), text: anyText(300), confirm: plain(30), deny: plain(30) }, { style });
const action: Fields = { action_id: id };
const focus: Fields = { focus_on_load: bool };
const placeholder: Fields = { placeholder: plain(150) };
const dispatch: Fields = {
  dispatch_action_config: shape({}, { trigger_actions_on: list(among('on_enter_pressed', 'on_character_entered'), 2) }),
};

const option = shape({ text: plain(75), value: str(75, { min: 1 }) }, { description: plain(75) });
const richOption = shape({ text: anyText(75), value: str(75, { min: 1 }) }, { description: anyText(75) });
const overflowOption = shape({ text: plain(75), value: str(75, { min: 1 }) }, { description: plain(75), url });
const group = shape({ label: plain(75), options: list(option, 100) });

const slackFile = shape({}, { id: str(255, { min: 1 }), url }, oneOf('id', 'url'));
export const image = shape(
  { type: among('image'), alt_text: str(2000, { min: 1 }) },
  { image_url: url, slack_file: slackFile },
  oneOf('image_url', 'slack_file'),
);

/** What is chosen at first must be one of the options, written in the same way. */
function initialAmongOptions(value: Record<string, unknown>): readonly string[] {
  const groups = Array.isArray(value['option_groups']) ? value['option_groups'] : [];
  const grouped = groups.flatMap((each: unknown): unknown[] => (isRecord(each) && Array.isArray(each['options']) ? each['options'] : []));
  const offered = [...(Array.isArray(value['options']) ? value['options'] : []), ...grouped].map((each) => JSON.stringify(each));
  const first: unknown[] = Array.isArray(value['initial_options']) ? value['initial_options'] : [];
  const chosen = [...first, ...(value['initial_option'] === undefined ? [] : [value['initial_option']])];
  if (new Set(offered.map(valueOf)).size < offered.length) return ['option values must be unique'];
  return chosen.every((each) => offered.includes(JSON.stringify(each))) ? [] : ['initial option must match an option'];
}

function valueOf(json: string): unknown {
  const parsed: unknown = JSON.parse(json);
  return isRecord(parsed) ? parsed['value'] : undefined;
}

function select(type: string, more: Fields, extra?: (value: Record<string, unknown>) => readonly string[]): Record<string, Check> {
  const common = { ...action, ...focus, ...placeholder, confirm };
  const many = Object.fromEntries(Object.entries(more).map(([name, check]) => (name.startsWith('initial_') ? [`${name}s`, list(check, 100)] : [name, check])));
  const { response_url_enabled: _single, ...multi } = many;
  return {
    [type]: shape({ type: among(type) }, { ...common, ...more }, extra),
    [`multi_${type}`]: shape({ type: among(`multi_${type}`) }, { ...common, ...multi, max_selected_items: int(1, 1000) }, extra),
  };
}

const filter = shape(
  {},
  { include: list(among('im', 'mpim', 'private', 'public'), 4), exclude_external_shared_channels: bool, exclude_bot_users: bool },
  (value) => (Object.keys(value).length > 0 ? [] : ['filter must not be empty']),
);

export const SELECTS: Readonly<Record<string, Check>> = {
  ...select('static_select', { options: list(option, 100), option_groups: list(group, 100), initial_option: option }, (value) => [
    ...oneOf('options', 'option_groups')(value),
    ...initialAmongOptions(value),
  ]),
  ...select('external_select', { initial_option: option, min_query_length: int(0, 1000) }),
  ...select('users_select', { initial_user: id }),
  ...select('conversations_select', { initial_conversation: id, default_to_current_conversation: bool, filter, response_url_enabled: bool }),
  ...select('channels_select', { initial_channel: id, response_url_enabled: bool }),
};

const text = (type: string, more: Fields = {}) =>
  shape({ type: among(type) }, { ...action, ...focus, ...placeholder, ...dispatch, initial_value: str(3000), ...more }, (value) =>
    Number(value['min_length'] ?? 0) > Number(value['max_length'] ?? 3000) ? ['min_length must not be above max_length'] : [],
  );

/** What is typed into. */
export const INPUTS: Readonly<Record<string, Check>> = {
  plain_text_input: text('plain_text_input', { multiline: bool, min_length: int(0, 3000), max_length: int(1, 3000) }),
  email_text_input: text('email_text_input'),
  url_text_input: text('url_text_input'),
  number_input: shape(
    { type: among('number_input'), is_decimal_allowed: bool },
    { ...action, ...focus, ...placeholder, ...dispatch, initial_value: str(255), min_value: str(255), max_value: str(255) },
  ),
  file_input: shape({ type: among('file_input') }, { ...action, filetypes: list(str(20, { min: 1 }), 100), max_files: int(1, 10) }),
};

const pickers = { ...action, ...focus, confirm };

export const CHOICES: Readonly<Record<string, Check>> = {
  checkboxes: shape({ type: among('checkboxes'), options: list(richOption, 10) }, { ...pickers, initial_options: list(richOption, 10) }, initialAmongOptions),
  radio_buttons: shape({ type: among('radio_buttons'), options: list(richOption, 10) }, { ...pickers, initial_option: richOption }, initialAmongOptions),
  datepicker: shape({ type: among('datepicker') }, { ...pickers, ...placeholder, initial_date: str(10, { pattern: /^\d{4}-\d{2}-\d{2}$/ }) }),
  timepicker: shape({ type: among('timepicker') }, { ...pickers, ...placeholder, initial_time: str(5, { pattern: /^\d{2}:\d{2}$/ }), timezone: str(255) }),
  datetimepicker: shape({ type: among('datetimepicker') }, { ...pickers, initial_date_time: int(1_000_000_000, 9_999_999_999) }),
};

const feedback = shape({ text: plain(75), value: str(2000) }, { accessibility_label: str(75) });
const label: Fields = { accessibility_label: str(75, { min: 1 }) };

export const BUTTONS: Readonly<Record<string, Check>> = {
  button: shape({ type: among('button'), text: plain(75) }, { ...action, ...label, value: str(2000), url, style, confirm }),
  overflow: shape({ type: among('overflow'), options: list(overflowOption, 5) }, { ...action, confirm }, initialAmongOptions),
  workflow_button: shape(
    {
      type: among('workflow_button'),
      text: plain(75),
      workflow: shape({ trigger: shape({ url }, { customizable_input_parameters: list(shape({ name: id, value: id }), 100) }) }),
    },
    { ...action, ...label, style, confirm },
  ),
};

export const CONTEXT_ACTIONS: Readonly<Record<string, Check>> = {
  feedback_buttons: shape({ type: among('feedback_buttons'), positive_button: feedback, negative_button: feedback }, action),
  icon_button: shape(
    { type: among('icon_button'), icon: among('trash'), text: plain(75) },
    { ...action, ...label, value: str(2000), confirm, visible_to_user_ids: list(id, 100) },
  ),
};
