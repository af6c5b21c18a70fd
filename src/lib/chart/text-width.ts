/** Of one em, a little more than what the font takes, so that nothing runs into its neighbor. */
const NARROW = 0.4;
const USUAL = 0.63;
const CAPITAL = 0.76;
const WIDE = 1.02;
const BOLD = 1.12;

/** How wide a line is in the charts' font, in the unit of `size`: there is no screen to measure it on. */
export function textWidth(text: string, size: number, isBold = false): number {
  const ems = Array.from(text, widthOf).reduce((sum, width) => sum + width, 0);
  return ems * size * (isBold ? BOLD : 1);
}

function widthOf(character: string): number {
  if (/[\s.,:;!'|()[\]ijlIfrt/-]/.test(character)) return NARROW;
  if (/[mwMW@%…\u1100-\u{FFFFF}]/u.test(character)) return WIDE;
  return /\p{Lu}/u.test(character) ? CAPITAL : USUAL;
}
