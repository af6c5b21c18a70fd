import { among, bool, byType, int, list, shape, str, type Check } from './schema.ts';

const style = shape({}, { bold: bool, code: bool, italic: bool, strike: bool, underline: bool, highlight: bool, client_highlight: bool, unlink: bool });
const styled = { style };
const id = str(255, { min: 1 });

/** What stands in a line of rich text; see docs.slack.dev/reference/block-kit/blocks/rich-text-block. */
const INLINE: Readonly<Record<string, Check>> = {
  text: shape({ type: among('text'), text: str(3000 * 4, { min: 1 }) }, styled),
  link: shape({ type: among('link'), url: str(3000, { min: 1 }) }, { ...styled, text: str(3000), unsafe: bool }),
  user: shape({ type: among('user'), user_id: id }, styled),
  usergroup: shape({ type: among('usergroup'), usergroup_id: id }, styled),
  team: shape({ type: among('team'), team_id: id }, styled),
  channel: shape({ type: among('channel'), channel_id: id }, styled),
  broadcast: shape({ type: among('broadcast'), range: among('here', 'channel', 'everyone') }, styled),
  emoji: shape({ type: among('emoji'), name: id }, { ...styled, unicode: str(255), url: str(3000) }),
  color: shape({ type: among('color'), value: str(255, { min: 1 }) }, styled),
  date: shape({ type: among('date'), timestamp: int(0, 9_999_999_999), format: str(1000, { min: 1 }) }, { ...styled, url: str(3000), fallback: str(1000) }),
};

const lines = list(byType(INLINE), 1000, 0);
const border = among(0, 1);
const section = shape({ type: among('rich_text_section'), elements: lines });

export const richText = shape(
  {
    type: among('rich_text'),
    elements: list(
      byType({
        rich_text_section: section,
        rich_text_list: shape(
          { type: among('rich_text_list'), elements: list(section, 1000), style: among('bullet', 'ordered') },
          { indent: int(0, 8), offset: int(0, 100_000), border },
        ),
        rich_text_quote: shape({ type: among('rich_text_quote'), elements: lines }, { border }),
        rich_text_preformatted: shape(
          { type: among('rich_text_preformatted'), elements: list(byType({ text: INLINE['text'] ?? section, link: INLINE['link'] ?? section }), 1000, 0) },
          { border, language: str(50) },
        ),
      }),
      1000,
    ),
  },
  { block_id: id },
);
