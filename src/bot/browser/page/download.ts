import { html } from 'htm/preact';
import { h } from 'preact';
import type { AttachmentView } from '#bot/browser/api.ts';
import { Icon } from './icons.ts';

/** A file that goes along with a message. */
export function Download({ file }: { file: AttachmentView }) {
  const { name, size, url } = file;
  return html`<a class="download" href=${url} download=${name}>
    ${h(Icon, { name: 'file' })}<span dir="auto">${name}</span> <span class="size">${Math.max(1, Math.round(size / 1000)).toLocaleString('en')} KB</span>
  </a>`;
}
