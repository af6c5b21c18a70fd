import { anyText, BUTTONS, CHOICES, CONTEXT_ACTIONS, image, INPUTS, mrkdwn, plain, SELECTS, url } from './block-elements.ts';
import { richText } from './block-rich-text.ts';
import { among, bool, byType, int, list, oneOf, pick, shape, someOf, str, type Check, type Fields } from './schema.ts';

/** Block Kit's blocks with their limits, as docs.slack.dev/reference/block-kit/blocks lists them. */
const block: Fields = { block_id: str(255, { min: 1 }) };
const typed = (
  type: string,
  required: Fields,
  optional: Fields = {},
  extra?: (value: Record<string, unknown>) => readonly string[],
): Record<string, Check> => ({
  [type]: shape({ type: among(type), ...required }, { ...block, ...optional }, extra),
});

const interactive = { ...BUTTONS, ...SELECTS, ...CHOICES };
const { datetimepicker: _inputsAndActionsOnly, ...accessories } = interactive;
const textInput = {
  rich_text_input: shape({ type: among('rich_text_input') }, { action_id: str(255), placeholder: plain(150), initial_value: richText, focus_on_load: bool }),
};
const slackFile = shape({}, { id: str(255, { min: 1 }), url }, oneOf('id', 'url'));
const cell = byType({
  rich_text: richText,
  raw_text: shape({ type: among('raw_text'), text: str(3000, { min: 1 }) }),
  raw_number: shape({
    type: among('raw_number'),
    value: (value, at, problems) => void (typeof value === 'number' || problems.push(`must be a number [json-pointer:${at}]`)),
    text: str(255, { min: 1 }),
  }),
});

const EVERYWHERE: Readonly<Record<string, Check>> = {
  ...typed('actions', { elements: list(byType({ ...interactive, ...textInput }), 25) }),
  ...typed('context', { elements: list(byType({ image, plain_text: plain(3000), mrkdwn: mrkdwn(3000) }), 10) }),
  ...typed('divider', {}),
  ...typed('header', { text: plain(150) }),
  ...typed('image', { alt_text: str(2000, { min: 1 }) }, { title: plain(2000), image_url: url, slack_file: slackFile }, oneOf('image_url', 'slack_file')),
  ...typed(
    'input',
    { label: plain(2000), element: byType({ ...INPUTS, ...SELECTS, ...CHOICES, ...textInput }) },
    { hint: plain(2000), optional: bool, dispatch_action: bool },
  ),
  rich_text: richText,
  ...typed(
    'section',
    {},
    { text: anyText(3000), fields: list(anyText(2000), 10), accessory: byType({ ...accessories, image }), expand: bool },
    someOf('text', 'fields'),
  ),
  ...typed(
    'video',
    { video_url: url, thumbnail_url: url, alt_text: str(2000, { min: 1 }), title: plain(200) },
    { title_url: url, author_name: str(50), provider_name: str(255), provider_icon_url: url, description: plain(200) },
  ),
};

const card = typed(
  'card',
  {},
  { hero_image: image, icon: image, title: anyText(150), subtitle: anyText(150), body: anyText(200), actions: list(byType(pick(BUTTONS, 'button')), 3) },
  someOf('hero_image', 'title', 'actions', 'body'),
);
const task = typed(
  'task_card',
  { task_id: str(255, { min: 1 }), title: str(150, { min: 1 }), status: among('pending', 'in_progress', 'complete', 'error') },
  { details: richText, output: richText, sources: list(shape({ type: among('url'), url, text: str(255, { min: 1 }) }), 20) },
);
const table = typed(
  'table',
  { rows: list(list(cell, 20), 100) },
  { column_settings: list(shape({}, { align: among('left', 'center', 'right'), is_wrapped: bool }), 20) },
);
const CHILDREN = { ...pick(EVERYWHERE, 'actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text', 'section', 'video'), ...table };

export type Surface = 'message' | 'modal' | 'home';

/** Which blocks a surface takes. */
export const BLOCKS: Readonly<Record<Surface, Readonly<Record<string, Check>>>> = {
  message: {
    ...EVERYWHERE,
    ...card,
    ...task,
    ...table,
    ...typed('carousel', { elements: list(byType(card), 10) }),
    ...typed(
      'container',
      { child_blocks: list(byType(CHILDREN), 10) },
      {
        title: plain(150),
        rich_text_title: richText,
        subtitle: anyText(150),
        width: among('narrow', 'standard', 'wide', 'full'),
        icon: image,
        is_collapsible: bool,
        default_collapsed: bool,
        has_header_divider: bool,
      },
      someOf('title', 'rich_text_title'),
    ),
    ...typed('context_actions', { elements: list(byType(CONTEXT_ACTIONS), 5) }),
    ...typed(
      'data_table',
      { rows: list(list(cell, 20), 1000), caption: str(255, { min: 1 }) },
      { page_size: int(1, 100), row_header_column_index: int(0, 19) },
    ),
    ...typed('markdown', { text: str(12_000, { min: 1 }) }),
    ...typed('plan', { title: str(150, { min: 1 }) }, { tasks: list(byType(task), 50) }),
  },
  modal: { ...EVERYWHERE, ...typed('alert', { text: anyText(200) }, { level: among('default', 'info', 'warning', 'error', 'success') }) },
  home: EVERYWHERE,
};
