import { html } from 'htm/preact';
import { h, type ComponentChildren } from 'preact';
import { Avatar } from './avatar.ts';
import { Icon } from './icons.ts';
import { clockTime, fullTime } from './time.ts';

interface Props {
  readonly name: string;
  readonly isDesk: boolean;
  readonly via?: string | undefined;
  readonly about?: string | null;
  readonly at: string;
  readonly zone: string;
  readonly isGrouped: boolean;
  readonly isNote: boolean;
  readonly onlyForYou?: boolean;
  readonly look?: string;
  readonly children?: ComponentChildren;
}

/** Who spoke and when, around whatever was said. */
export function MessageFrame({ name, isDesk, via, about = null, at, zone, isGrouped, isNote, onlyForYou = false, look = '', children }: Props) {
  const time = html`<time datetime=${at} title=${fullTime(at, zone)}>${clockTime(at, zone)}</time>`;
  const looks = ['message', look, isGrouped && 'grouped', isNote && 'note', onlyForYou && 'only'].filter(Boolean).join(' ');
  return html`<article class=${looks} aria-label=${`${name}, ${clockTime(at, zone)}`}>
    <div class="gutter">${isGrouped ? time : h(Avatar, { name, isDesk, isRelayed: via !== undefined })}</div>
    <div class="body">
      ${
        !isGrouped &&
        html`<header>
          <span class="author" dir="auto">${name}</span>
          ${about !== null && html`<span class="via">· ${about}</span>`} ${via !== undefined && html`<span class="via">· via ${via}</span>`} ${time}
          ${isNote && html`<span class="tag">${h(Icon, { name: 'lock' })}Private note – team only</span>`}
          ${onlyForYou && html`<span class="tag">${h(Icon, { name: 'eye' })}Only visible to you</span>`}
        </header>`
      }
      ${children}
    </div>
  </article>`;
}
