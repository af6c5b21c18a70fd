import { html } from 'htm/preact';
import { h, type ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from './desk-context.ts';
import { Icon } from './icons.ts';
import { recall, remember } from './memory.ts';
import { placeKey } from './places.ts';
import { canHover } from './window.ts';

interface Props {
  readonly thread?: number | undefined;
  readonly label: string;
  readonly look?: string;
  readonly hint?: ComponentChildren;
  readonly sendLabel?: string;
  readonly takesFocus?: boolean;
  readonly children?: ComponentChildren;
  readonly onDraft?: (text: string) => void;
  readonly onSend: (text: string) => void;
}

/** Where one writes. Render it with a key per place: what is not sent yet is kept for each. */
export function Composer({ thread, label, look = '', hint, sendLabel = 'Send', takesFocus = false, children, onDraft, onSend }: Props) {
  const { state, room } = useDesk();
  const draftName = `draft:${state.me.email}:${placeKey(room.id, thread)}`;
  const [text, setText] = useState(() => recall(draftName));
  const field = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const isBlank = text.trim() === '';

  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [text]);
  useEffect(() => {
    if (takesFocus && canHover()) field.current?.focus();
  }, []);
  useEffect(() => onDraft?.(text), [text]);

  function write(next: string): void {
    setText(next);
    remember(draftName, next);
  }

  function send(): void {
    if (isBlank) return;
    onSend(text.trim());
    write('');
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  }

  return html`<form
    class=${`composer ${look}`}
    onSubmit=${(event: SubmitEvent) => {
      event.preventDefault();
      send();
    }}
  >
    ${children}
    <div class="box">
      <textarea
        ref=${field}
        rows="1"
        dir="auto"
        placeholder=${label}
        aria-label=${label}
        aria-describedby=${hintId}
        value=${text}
        enterkeyhint="send"
        data-composer=${thread === undefined ? 'room' : 'thread'}
        onKeyDown=${onKeyDown}
        onInput=${(event: InputEvent) => write((event.currentTarget as HTMLTextAreaElement).value)}
      ></textarea>
      <button type="submit" class="send" disabled=${isBlank}>${h(Icon, { name: 'send' })}<span>${sendLabel}</span></button>
    </div>
    <p class="hint" id=${hintId}>
      ${hint}<span class="keys"><kbd>Enter</kbd> sends, <kbd>Shift</kbd>+<kbd>Enter</kbd> starts a new line</span>
    </p>
  </form>`;
}
