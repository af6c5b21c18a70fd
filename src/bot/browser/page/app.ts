import { html } from 'htm/preact';
import { h } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PersonView } from '#bot/browser/api.ts';
import { go, useAddress } from './address.ts';
import { createApi, type Answer } from './api-client.ts';
import { recall, remember } from './memory.ts';
import { createSession } from './session.ts';
import { Welcome } from './welcome.ts';
import { Workspace } from './workspace.ts';

export function App() {
  const address = useAddress();
  const [answer, setAnswer] = useState<Answer<readonly PersonView[]>>();
  const load = () =>
    void createApi(recall('as') || undefined)
      .people()
      .then(setAnswer);
  useEffect(load, []);

  const email = address.as ?? (recall('as') || undefined);
  const me = answer?.ok ? answer.value.find((person) => person.email === email) : undefined;
  const session = useMemo(() => me && createSession(me), [me]);
  useEffect(() => session?.start(), [session]);
  useEffect(() => {
    if (!me) return;
    remember('as', me.email);
    if (address.as === undefined) go({ ...address, as: me.email }, 'replace');
  }, [me]);

  if (!answer) return html`<p class="boot">Opening Deskside…</p>`;
  if (!answer.ok) {
    return html`<div class="boot trouble" role="alert">
      <p>${answer.problem.error}</p>
      <button type="button" class="button" onClick=${load}>Retry</button>
    </div>`;
  }
  if (!session) return h(Welcome, { people: answer.value, missing: address.as });
  return h(Workspace, { key: session.me.email, people: answer.value, session, address });
}
