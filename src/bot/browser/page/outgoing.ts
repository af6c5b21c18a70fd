import { html } from 'htm/preact';
import { h } from 'preact';
import { useDesk } from './desk-context.ts';
import { MessageFrame } from './message-frame.ts';
import { MessageText } from './message-text.ts';
import { isNoteText, withoutPrefix } from './note.ts';
import type { Outgoing } from './state.ts';

/** One's own words, before the server has shown them back. */
export function OutgoingMessage({ out, isGrouped }: { out: Outgoing; isGrouped: boolean }) {
  const { session, state, room } = useDesk();
  const isNote = room.kind === 'channel' && out.thread !== undefined && isNoteText(out.text);
  const frame = { name: state.me.name, isDesk: false, at: out.at, zone: state.me.timeZone, isGrouped, isNote, look: out.status };
  return h(
    MessageFrame,
    frame,
    h(MessageText, { text: isNote ? withoutPrefix(out.text) : out.text }),
    out.status === 'sending' && html`<p class="delivery">Sending…</p>`,
    out.status === 'failed' &&
      html`<div class="delivery failed" role="alert">
        <span>Not sent – ${out.problem}</span>
        <button type="button" class="button small" onClick=${() => session.retry(out.key)}>Retry</button>
        <button type="button" class="link" onClick=${() => session.discard(out.key)}>Discard</button>
      </div>`,
  );
}
