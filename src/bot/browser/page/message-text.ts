import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

const most = 1_200;
const mostLines = 24;

/** Always text, never markup. What would fill several screens is folded. */
export function MessageText({ text }: { text: string }) {
  const [isOpen, setOpen] = useState(false);
  const end = foldAt(text);
  const isLong = end < text.length;
  return html`<div class="text" dir="auto">${isLong && !isOpen ? `${text.slice(0, end).trimEnd()}…` : text}</div>
    ${
      isLong &&
      html`<button type="button" class="link fold" aria-expanded=${isOpen} onClick=${() => setOpen(!isOpen)}>
        ${isOpen ? 'Show less' : `Show all (${text.length.toLocaleString('en')} characters)`}
      </button>`
    }`;
}

function foldAt(text: string): number {
  const head = text.slice(0, most);
  const lines = head.split('\n');
  const byLines = lines.length > mostLines ? lines.slice(0, mostLines).join('\n').length : most;
  // A little more than the limit is not worth a button.
  if (byLines === most && text.length < most * 1.2) return text.length;
  const splitsPair = /[\uD800-\uDBFF]$/.test(text.slice(0, byLines));
  return Math.min(splitsPair ? byLines - 1 : byLines, text.length);
}
