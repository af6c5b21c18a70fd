import { shorten } from '#lib/text.ts';
import { textWidth } from './text-width.ts';

/** The text, cut until it takes no more than `width`. */
export function fit(text: string, size: number, width: number, isBold = false): string {
  let fitting = text;
  while (fitting.length > 1 && textWidth(fitting, size, isBold) > width) fitting = shorten(text, fitting.length - 1);
  return fitting;
}

/** What stands beside a name in a legend, and between two of them. */
const BESIDE = 24;
export const LEGEND_GAP = 12;
const LEGEND_ROWS = 2;
const LEGEND_WIDTHS = [540, 240, 160, 120, 90, 70] as const;

/** Names cut alike, as little as needed for few rows; and how many rows they are. */
export function legendOf(names: readonly string[], size: number, width: number): { readonly names: readonly string[]; readonly rows: number } {
  const tries = LEGEND_WIDTHS.map((most) => {
    const cut = names.map((name) => fit(name, size, most));
    return { names: cut, rows: rowsOf(cut, size, width) };
  });
  return tries.find(({ rows }) => rows <= LEGEND_ROWS) ?? { names, rows: LEGEND_ROWS };
}

function rowsOf(names: readonly string[], size: number, width: number): number {
  let [rows, left] = [names.length === 0 ? 0 : 1, width];
  for (const name of names) {
    const taken = textWidth(name, size) + BESIDE;
    if (taken > left && left < width) [rows, left] = [rows + 1, width];
    left -= taken + LEGEND_GAP;
  }
  return rows;
}
