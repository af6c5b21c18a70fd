import { cleanText, shorten } from './text.ts';

/** In UTF-16 code units. */
const NAME_MAX = 120;
const ENDING = /\.[\p{L}\p{N}]{1,10}$/u;

/** What somebody called a file, as one line that is no path, with its ending even when it is cut; «file» when nothing is left. */
export function fileName(given: string): string {
  const name = cleanText(given).replaceAll(/[/\\]/g, '_').replaceAll(/\s+/g, ' ').trim();
  if (name === '') return 'file';
  const [ending = ''] = ENDING.exec(name) ?? [];
  return name.length <= NAME_MAX ? name : `${shorten(name.slice(0, name.length - ending.length), NAME_MAX - ending.length)}${ending}`;
}

/** `screenshot.png (1.2 MB)`; without a size where the platform did not say. */
export function fileInWords({ name, size }: { readonly name: string; readonly size: number }): string {
  return size === 0 ? name : `${name} (${sizeInWords(size)})`;
}

function sizeInWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What stands for files that came without words. */
export function wordsFor(files: readonly { readonly name: string }[]): string {
  return `📎 ${files.map(({ name }) => name).join(', ')}`;
}
