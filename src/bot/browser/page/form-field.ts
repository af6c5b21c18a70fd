import { html } from 'htm/preact';
import { useId } from 'preact/hooks';
import type { ChoiceField, Field, TextField } from '#core/form.ts';

interface Props<F extends Field> {
  readonly field: F;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

const mostRadios = 6;

export function FormField({ field, value, error, onChange }: Props<Field>) {
  const id = useId();
  const counter = field.kind === 'text' ? countDown(field, value) : undefined;
  const described = [error !== undefined && `${id}-error`, counter && `${id}-count`].filter(Boolean).join(' ') || undefined;
  const common = { id, name: field.name, 'aria-required': field.required, 'aria-invalid': error !== undefined, 'aria-describedby': described };
  const label = html`${field.label} ${field.required ? html`<span class="required" aria-hidden="true">*</span>` : html`<span class="optional">optional</span>`}`;
  const below = html`
    ${error !== undefined && html`<p class="error" id=${`${id}-error`}>${error}</p>`}
    ${counter && html`<p class=${counter.isOver ? 'counter over' : 'counter'} id=${`${id}-count`} aria-live="polite">${counter.text}</p>`}
  `;
  if (field.kind === 'choice' && field.options.length <= mostRadios) {
    return html`<fieldset class="field" role="radiogroup" aria-required=${field.required} aria-invalid=${error !== undefined} aria-describedby=${described}>
      <legend>${label}</legend>
      ${radios(field, value, onChange)}${below}
    </fieldset>`;
  }
  const control = field.kind === 'choice' ? select(field, value, onChange, common) : writing(field, value, onChange, common);
  return html`<div class="field"><label for=${id}>${label}</label>${control}${below}</div>`;
}

function writing(field: TextField, value: string, onChange: (value: string) => void, common: object) {
  const onInput = (event: InputEvent) => onChange((event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value);
  if (field.multiline) return html`<textarea ...${common} rows="4" dir="auto" value=${value} onInput=${onInput}></textarea>`;
  return html`<input ...${common} type="text" dir="auto" autocomplete="off" value=${value} onInput=${onInput} />`;
}

function select(field: ChoiceField, value: string, onChange: (value: string) => void, common: object) {
  return html`<select ...${common} value=${value} onChange=${(event: Event) => onChange((event.currentTarget as HTMLSelectElement).value)}>
    <option value="">${field.required ? 'Choose…' : 'No answer'}</option>
    ${field.options.map((option) => html`<option key=${option.value} value=${option.value}>${option.label}</option>`)}
  </select>`;
}

function radios(field: ChoiceField, value: string, onChange: (value: string) => void) {
  const options = field.required ? field.options : [...field.options, { value: '', label: 'No answer' }];
  return options.map(
    (option) =>
      html`<label key=${option.value} class="radio">
        <input type="radio" name=${field.name} value=${option.value} checked=${value === option.value} onChange=${() => onChange(option.value)} />
        <span>${option.label}</span>
      </label>`,
  );
}

const SHORT = 60;

/** Nothing is cut off while typing or pasting; near the limit the person is told how much is left. */
function countDown(field: TextField, value: string): { readonly text: string; readonly isOver: boolean } | undefined {
  const left = field.maxLength - value.length;
  // A field for a date or a number is as long as what belongs into it.
  if (left >= 0 && (field.maxLength < SHORT || left > Math.max(20, field.maxLength * 0.1))) return undefined;
  return left < 0 ? { text: `${-left} characters too many`, isOver: true } : { text: `${left} characters left`, isOver: false };
}
