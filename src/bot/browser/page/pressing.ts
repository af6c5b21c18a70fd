import type { MessageView } from '#bot/browser/api.ts';
import type { ActionRef } from '#core/chat-event.ts';
import type { FormValues } from '#core/form.ts';
import type { Api } from './api-client.ts';
import { newKey } from './sending.ts';
import { whenSettled } from './settle.ts';
import { withPress, type OpenForm, type State } from './state.ts';
import type { Store } from './store.ts';

/** Buttons on cards, and the forms that some of them open. */
export function createPressing(api: Api, store: Store<State>) {
  async function follow(message: number, requestId: string): Promise<void> {
    const isBusy = () => store.get().presses[message]?.busy === true;
    await whenSettled(api, requestId, isBusy);
    if (isBusy()) store.update((state) => withPress(state, message, undefined));
  }

  async function press({ room, id }: MessageView, ref: ActionRef): Promise<void> {
    if (store.get().presses[id]?.busy) return;
    store.update((state) => withPress(state, id, { busy: true, problem: undefined }));
    const answer = await api.press(room, { ...ref, message: id, key: newKey() });
    if (!answer.ok) return store.update((state) => withPress(state, id, { busy: false, problem: answer.problem.error }));
    if (!('form' in answer.value)) return await follow(id, answer.value.requestId);
    const form: OpenForm = {
      ...answer.value,
      room,
      message: id,
      key: newKey(),
      errors: {},
      problem: undefined,
      sending: false,
    };
    store.update((state) => ({ ...withPress(state, id, undefined), form }));
  }

  async function submit(values: FormValues): Promise<void> {
    const { form } = store.get();
    if (!form || form.sending) return;
    const { ref, room, message, key } = form;
    const edit = (change: Partial<OpenForm>) => store.update((state) => (state.form?.key === key ? { ...state, form: { ...state.form, ...change } } : state));
    edit({ values, sending: true, errors: {}, problem: undefined });
    const answer = await api.submit(room, { ...ref, message, key, values });
    if (answer.ok) {
      store.update((state) => withPress(state.form?.key === key ? { ...state, form: undefined } : state, message, { busy: true, problem: undefined }));
      return await follow(message, answer.value.requestId);
    }
    const { error, errors = {} } = answer.problem;
    edit({ sending: false, errors, problem: Object.keys(errors).length > 0 ? undefined : error });
    // A refused delivery is over. After silence, or an answer that came too late, the same key keeps a second try from counting twice.
    if (answer.status !== 0 && answer.status < 500) edit({ key: newKey() });
  }

  function closeForm(): void {
    store.update((state) => ({ ...state, form: undefined }));
  }

  function dismiss(message: number): void {
    store.update((state) => withPress(state, message, undefined));
  }

  return { press, submit, closeForm, dismiss };
}
