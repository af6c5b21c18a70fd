/** How Adaptive Cards look here. The colors are the page's own variables, so light and dark follow by themselves. */
const ink = (color: string) => ({ default: color, subtle: 'var(--muted)' });

const foregroundColors = {
  default: ink('var(--text)'),
  dark: ink('var(--text)'),
  light: ink('var(--muted)'),
  accent: ink('var(--accent-text)'),
  good: ink('var(--good)'),
  warning: ink('var(--warning)'),
  attention: ink('var(--danger)'),
};

const on = (backgroundColor: string) => ({ backgroundColor, foregroundColors });

export const hostConfig = {
  supportsInteractivity: true,
  fontTypes: {
    default: {
      fontFamily: 'inherit',
      fontSizes: { small: 13, default: 15, medium: 16, large: 17, extraLarge: 20 },
      fontWeights: { lighter: 400, default: 400, bolder: 650 },
    },
    monospace: {
      fontFamily: 'var(--mono)',
      fontSizes: { small: 12, default: 14, medium: 15, large: 16, extraLarge: 18 },
      fontWeights: { lighter: 400, default: 400, bolder: 650 },
    },
  },
  lineHeights: { small: 19, default: 22, medium: 23, large: 24, extraLarge: 28 },
  spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  containerStyles: {
    default: on('transparent'),
    emphasis: on('var(--sunken)'),
    accent: on('var(--accent-soft)'),
    good: on('var(--good-soft)'),
    warning: on('var(--warning-soft)'),
    attention: on('var(--danger-soft)'),
  },
  factSet: { title: { weight: 'default', isSubtle: true, wrap: true, maxWidth: 140 }, value: { wrap: true }, spacing: 16 },
  actions: { maxActions: 20, spacing: 'large', buttonSpacing: 0, allowTitleToWrap: true, actionsOrientation: 'horizontal', actionAlignment: 'left' },
  textBlock: { headingLevel: 3 },
  textStyles: { heading: { size: 'large', weight: 'bolder' }, columnHeader: { weight: 'bolder' } },
};
