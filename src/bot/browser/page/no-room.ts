import { html } from 'htm/preact';
import type { State } from './state.ts';

/** In place of a room, while there is none to show. */
export function NoRoom({ state, onRetry }: { state: State; onRetry: () => void }) {
  if (state.roomsProblem !== undefined) {
    return html`<div class="boot trouble" role="alert">
      <p>${state.roomsProblem}</p>
      <button type="button" class="button" onClick=${onRetry}>Retry</button>
    </div>`;
  }
  return html`<p class="boot" role="status">${state.rooms ? `${state.me.name} has no rooms here.` : 'Loading rooms…'}</p>`;
}
