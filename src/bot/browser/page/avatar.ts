import { html } from 'htm/preact';

/** A colored disc with initials; the desk shows its bell. The name stands beside it, so it says nothing aloud. */
export function Avatar({ name, isDesk = false, isRelayed = false }: { name: string; isDesk?: boolean; isRelayed?: boolean }) {
  if (isDesk) return html`<span class="avatar desk" aria-hidden="true"><img src="/page/favicon.svg" alt="" /></span>`;
  return html`<span class="avatar" style=${`--hue: ${hue(name)}`} aria-hidden="true">
    ${initials(name)}${isRelayed && html`<img class="relay" src="/page/favicon.svg" alt="" />`}
  </span>`;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase();
}

function hue(name: string): number {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 3_600;
  return (sum % 12) * 30;
}
