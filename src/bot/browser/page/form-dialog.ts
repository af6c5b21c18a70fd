import { html } from 'htm/preact';
import { h } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { FormValues } from '#core/form.ts';
import { FormField } from './form-field.ts';
import { Icon } from './icons.ts';
import type { OpenForm } from './state.ts';

interface Props {
  readonly open: OpenForm;
  readonly onSubmit: (values: FormValues) => void;
  readonly onClose: () => void;
}

/** A form as a native modal dialog. The server checks the values; here is only shown what it said. */
export function FormDialog({ open, onSubmit, onClose }: Props) {
  const { form, errors, problem, sending } = open;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [values, setValues] = useState<FormValues>(open.values);

  useEffect(() => {
    const box = dialog.current;
    // The element that had the focus gets it back when a modal dialog is closed, but not when it is removed.
    const before = document.activeElement;
    box?.showModal();
    box?.querySelector<HTMLElement>('.field :is(input:checked, input, textarea, select)')?.focus();
    return () => {
      box?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  useEffect(() => {
    const wrong = dialog.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    if (wrong) (wrong.matches('fieldset') ? wrong.querySelector<HTMLElement>('input') : wrong)?.focus();
  }, [errors]);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    onSubmit(values);
  }

  function cancel(event: Event): void {
    event.preventDefault();
    onClose();
  }

  return html`<dialog ref=${dialog} class="dialog" aria-labelledby=${titleId} onCancel=${cancel}>
    <form noValidate onSubmit=${submit} aria-busy=${sending}>
      <header class="bar">
        <h2 id=${titleId}>${form.title}</h2>
        <button type="button" class="tool" aria-label="Close" onClick=${onClose}>${h(Icon, { name: 'close' })}</button>
      </header>
      <div class="fields">
        ${form.fields.map((field) =>
          h(FormField, {
            key: field.name,
            field,
            value: values[field.name] ?? '',
            error: errors[field.name],
            onChange: (value) => setValues((before) => ({ ...before, [field.name]: value })),
          }),
        )}
        ${problem !== undefined && html`<div class="notice" role="alert">${h(Icon, { name: 'warning' })}<span>${problem}</span></div>`}
      </div>
      <footer>
        <button type="button" class="button" onClick=${onClose}>Cancel</button>
        <button type="submit" class="button primary" aria-disabled=${sending}>
          ${sending && html`<span class="spinner" aria-hidden="true"></span>`}${sending ? 'Sending…' : form.submit}
        </button>
      </footer>
    </form>
  </dialog>`;
}
