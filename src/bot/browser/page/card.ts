import { html } from 'htm/preact';
import { h } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageView } from '#bot/browser/api.ts';
import { useDesk } from './desk-context.ts';
import { drawCard } from './draw-card.ts';
import { MessageText } from './message-text.ts';

/** A message's Adaptive Card. If it cannot be drawn, its text and buttons say the same. */
export function Card({ message }: { message: MessageView }) {
  const { session, state } = useDesk();
  const frame = useRef<HTMLDivElement>(null);
  const [isDrawn, setDrawn] = useState(true);
  const isBusy = state.presses[message.id]?.busy ?? false;

  useLayoutEffect(() => {
    if (!frame.current || !message.card) return;
    const focused = frame.current.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
    const drawn = drawCard(message.card, (ref) => void session.press(message, ref));
    frame.current.replaceChildren(...(drawn ? [drawn] : []));
    setDrawn(drawn !== undefined);
    if (focused !== undefined) refocus(frame.current, focused);
  }, [message.card]);

  useLayoutEffect(() => {
    // Not `disabled`: that would take the keyboard's focus away.
    for (const button of frame.current?.querySelectorAll('button') ?? []) button.setAttribute('aria-disabled', String(isBusy));
  }, [isBusy, message.card]);

  return html`<div class="card" role="group" aria-label=${message.text.slice(0, 120)} aria-busy=${isBusy} tabindex="-1">
    <div ref=${frame}></div>
    ${
      !isDrawn &&
      html`<div class="undrawn">
        ${h(MessageText, { text: message.text })}
        ${message.buttons.map(({ label, ref }) => html`<button type="button" class="button" aria-disabled=${isBusy} onClick=${() => void session.press(message, ref)}>${label}</button>`)}
      </div>`
    }
    ${isBusy && html`<div class="progress" role="status"><span class="unseen">Working on it…</span></div>`}
  </div>`;
}

/** A card redrawn under somebody's hands keeps the keyboard where it was: on the same button, or on the card. */
function refocus(frame: HTMLElement, label: string | null | undefined): void {
  const same = [...frame.querySelectorAll('button')].find((button) => button.textContent === label);
  (same ?? frame.closest<HTMLElement>('.card'))?.focus({ preventScroll: true });
}
