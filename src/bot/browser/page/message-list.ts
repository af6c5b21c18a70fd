import { html } from 'htm/preact';
import { h, type ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { arrange } from './arrange.ts';
import { useDesk } from './desk-context.ts';
import { useFollowEnd } from './follow-end.ts';
import { Icon } from './icons.ts';
import { Message } from './message.ts';
import { OutgoingMessage } from './outgoing.ts';
import { placeKey } from './places.ts';
import { placeOf } from './state.ts';

interface Props {
  readonly thread?: number | undefined;
  readonly label: string;
  /** Told when the newest message is on screen, and again when there is a newer one. */
  readonly onEnd?: (() => void) | undefined;
  readonly top?: ComponentChildren;
  readonly whenEmpty?: ComponentChildren;
}

/** A room's or a thread's messages, oldest first. */
export function MessageList({ thread, label, onEnd, top, whenEmpty }: Props) {
  const { session, state, room } = useDesk();
  const { messages, hasMore, status, olderStatus, problem } = placeOf(state, room.id, thread);
  const outbox = state.outbox.filter((out) => out.room === room.id && out.thread === thread);
  const isWorking = state.waits.some((wait) => wait.visible && wait.place === placeKey(room.id, thread));
  const loadOlder = () => {
    if (olderStatus !== 'failed') void session.loadOlder(room.id, thread);
  };
  const { scroller, content, isAtEnd, toEnd, onScroll } = useFollowEnd(messages[0]?.id, loadOlder);
  const newest = messages.at(-1)?.id;

  useEffect(toEnd, [outbox.length > 0 ? outbox.at(-1)?.key : undefined]);
  useLayoutEffect(() => {
    const look = () => {
      if (onEnd && isAtEnd && status === 'ready' && document.visibilityState === 'visible') onEnd();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [newest, isAtEnd, status, room.unread]);

  return html`<div class="list-frame">
    <div class="scroller" ref=${scroller} onScroll=${onScroll} tabindex="0" role="region" aria-label=${label}>
      <div class="content" ref=${content}>
        ${top}
        ${
          hasMore &&
          html`<div class="older">
            <button type="button" class="button" aria-disabled=${olderStatus === 'loading'} onClick=${() => void session.loadOlder(room.id, thread)}>
              ${olderStatus === 'loading' ? 'Loading…' : olderStatus === 'failed' ? 'Could not load older messages. Retry' : 'Load older messages'}
            </button>
          </div>`
        }
        ${status === 'loading' && html`<p class="quiet center" role="status">Loading messages…</p>`}
        ${
          status === 'failed' &&
          html`<div class="trouble center" role="alert">
            <p>${problem}</p>
            <button type="button" class="button" onClick=${() => void session.loadNewest(room.id, thread)}>Retry</button>
          </div>`
        }
        ${status === 'ready' && messages.length + outbox.length === 0 && whenEmpty}
        <div role="log" aria-label=${label} aria-live=${olderStatus === 'loading' ? 'off' : 'polite'} aria-relevant="additions">
          ${arrange([...messages, ...outbox], state.me).map((item) =>
            item.kind === 'day'
              ? html`<div key=${item.key} class="day"><span>${item.name}</span></div>`
              : 'key' in item.entry
                ? h(OutgoingMessage, { key: item.entry.key, out: item.entry, isGrouped: item.isGrouped })
                : h(Message, { key: item.entry.id, message: item.entry, isGrouped: item.isGrouped, inPanel: thread !== undefined }),
          )}
        </div>
        <p class="working" role="status">${isWorking && html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>Deskside is working on it…`}</p>
      </div>
    </div>
    ${!isAtEnd && html`<button type="button" class="to-end" onClick=${toEnd}>${h(Icon, { name: 'down' })}Newest messages</button>`}
  </div>`;
}
