import type { Refused } from './sheet.ts';

/** What became of the lines of a file. */
export interface Report {
  readonly added: number;
  readonly changed: number;
  /** Were known already, just as they are. */
  readonly unchanged: number;
  readonly refused: readonly Refused[];
}

/** In words for a terminal: each refused line on one of its own, as editors find it. */
export function reportText(file: string, { added, changed, unchanged, refused }: Report): string {
  const lines = [...refused].sort((a, b) => a.line - b.line).map(({ line, why }) => `${file}:${line}: ${why}\n`);
  const counts = `${added} added, ${changed} changed, ${unchanged} unchanged, ${refused.length} refused`;
  return `${lines.join('')}${counts}.\n`;
}
