import { html } from 'htm/preact';
import { h } from 'preact';
import type { PersonView } from '#bot/browser/api.ts';
import { PersonList } from './person-list.ts';
import { choosePerson } from './person-picker.ts';

/** The first thing one sees: nobody is chosen in this tab yet. */
export function Welcome({ people, missing }: { people: readonly PersonView[]; missing: string | undefined }) {
  return html`<main class="welcome">
    <img src="/page/favicon.svg" alt="" width="56" height="56" />
    <h1>Welcome to Deskside</h1>
    <p class="lead">${missing === undefined ? 'Who would you like to be in this tab?' : `Nobody here has the address ${missing}. Who would you like to be?`}</p>
    ${h(PersonList, { people, chosen: undefined, onChoose: choosePerson })}
    <p class="demo">Local demo: no sign-in, this computer only. Open a second tab to be somebody else at the same time.</p>
  </main>`;
}
