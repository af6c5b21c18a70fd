import { html } from 'htm/preact';
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { Composer } from './composer.ts';
import { useDesk } from './desk-context.ts';
import { Icon } from './icons.ts';
import { recall, remember } from './memory.ts';
import { asNote, isNoteText } from './note.ts';

/** In a team's thread it must never be in doubt who will read this, so one always chooses. */
export function ThreadComposer({ thread }: { thread: number }) {
  const { session, state, room } = useDesk();
  const memory = `note:${state.me.email}:${thread}`;
  const [isPrivate, setPrivate] = useState(recall(memory) === 'yes');
  const [draft, setDraft] = useState('');
  if (room.kind === 'direct') {
    return h(Composer, { thread, label: 'Reply', takesFocus: true, onSend: (text) => session.send(room.id, thread, text) });
  }
  const isTyped = isNoteText(draft);
  const isNote = isPrivate || isTyped;

  function choose(note: boolean): void {
    setPrivate(note);
    remember(memory, note ? 'yes' : '');
  }

  const mode = (note: boolean, label: string) =>
    html`<label>
      <input type="radio" name="mode" checked=${isPrivate === note} onChange=${() => choose(note)} />
      <span>${h(Icon, { name: note ? 'lock' : 'reply' })}${label}</span>
    </label>`;
  const hint = isNote
    ? html`<strong class="who-reads">${isTyped && !isPrivate ? 'Begins with “note:”, so only' : 'Only'} your team will see this.</strong>`
    : html`<strong class="who-reads">The requester will see this.</strong>`;
  return h(
    Composer,
    {
      thread,
      label: isPrivate ? 'Write a note for your team' : 'Reply to the requester',
      look: isNote ? 'private' : '',
      hint,
      sendLabel: isNote ? 'Add note' : 'Send',
      takesFocus: true,
      onDraft: setDraft,
      onSend: (text) => session.send(room.id, thread, isPrivate ? asNote(text) : text),
    },
    html`<fieldset class="modes">
      <legend class="unseen">Who will read this</legend>
      ${mode(false, 'Reply to requester')}${mode(true, 'Private note')}
    </fieldset>`,
  );
}
