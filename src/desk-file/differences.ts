import { isDeepStrictEqual } from 'node:util';
import type { Item } from './items.ts';

/** What is added (`+`), changed (`~`) and removed (`-`), a line each. */
export function differences(before: readonly Item[], after: readonly Item[]): string[] {
  const had = new Map(before.map((item) => [item.name, item]));
  const has = new Set(after.map(({ name }) => name));
  const told = after.flatMap((item) => {
    const old = had.get(item.name);
    if (!old) return [`+ ${item.name}${item.summary === '' ? '' : `: ${item.summary}`}`];
    return changesOf(old, item).map((change) => `~ ${item.name}: ${change}`);
  });
  const gone = before.filter(({ name }) => !has.has(name)).map(({ name }) => `- ${name}`);
  return [...told, ...gone, ...reordered(before, after)];
}

function changesOf(before: Item, after: Item): string[] {
  const names = [...new Set([...Object.keys(before.details), ...Object.keys(after.details)])];
  return names.flatMap((name) => {
    const [old, now] = [before.details[name], after.details[name]];
    if (isDeepStrictEqual(old?.exact, now?.exact)) return [];
    const [was, is] = [old?.words ?? 'nothing', now?.words ?? 'nothing'];
    return [was === is ? `${name} changed (${is})` : `${name} ${was} → ${is}`];
  });
}

/** Of those that are there before and after: the first that fits wins, so their order matters. */
function reordered(before: readonly Item[], after: readonly Item[]): string[] {
  return ORDERED.flatMap((kind) => {
    const names = (items: readonly Item[], others: readonly Item[]) =>
      items.filter(({ name }) => name.startsWith(`${kind} `) && others.some((other) => other.name === name)).map(({ name }) => name.slice(kind.length + 1));
    const [was, is] = [names(before, after), names(after, before)];
    return isDeepStrictEqual(was, is) ? [] : [`~ order of ${kind}: ${is.join(' · ')}`];
  });
}

const ORDERED = ['policy', 'category', 'routing', 'auto-reply'];
