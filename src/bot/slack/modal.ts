import type { ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { ActionRef } from '#core/chat-event.ts';
import type { ChoiceField, FieldErrors, Form, FormValues } from '#core/form.ts';
import { actionRef } from '../action-ref.ts';
import { fromJson, toJson } from './button-ref.ts';
import { MAX } from './limits.ts';
import { drawField, FIELD_ACTION, toOption } from './modal-field.ts';
import { inline, richText, section } from './rich-text.ts';
import { isBlank } from '#lib/text.ts';
import { plain } from './text.ts';

const CALLBACK = 'form';
/** In characters: more than anybody reads in a dialog. */
const NOTICE_MAX = 10_000;

const modalMeta = z.strictObject({
  room: z.string(),
  thread: z.string().optional(),
  direct: z.boolean(),
  about: z
    .strictObject({
      messageId: z.string(),
      room: z.string(),
      author: z.string(),
      link: z.string(),
      files: z.array(z.strictObject({ id: z.string(), name: z.string(), size: z.number() })).optional(),
    })
    .optional(),
});

/** Where a form was opened, and from which message: ids only, for Slack keeps it and hands it back. */
export type ModalMeta = z.infer<typeof modalMeta>;

interface Options {
  readonly ref: ActionRef;
  readonly values: FormValues;
  readonly meta: ModalMeta;
  readonly problems?: FieldErrors;
}

/** A form as a dialog. @throws Error when ref and meta are more than a dialog keeps: they are ids, so that is a mistake in our code */
export function toModal(form: Form, { ref: { action, subject, value, version }, values, meta, problems = {} }: Options): ModalView {
  const metadata = toJson({ ref: { action, subject, value, version }, meta });
  if (!readMetadata(metadata)) throw new Error(`The form of “${action}” cannot be opened: what it has to keep is ${metadata.length} characters long.`);
  return {
    type: 'modal',
    callback_id: CALLBACK,
    private_metadata: metadata,
    title: plain(form.title, MAX.modalTitle),
    submit: plain(form.submit, MAX.modalTitle),
    close: plain('Cancel', MAX.modalTitle),
    blocks: form.fields.flatMap((field) => drawField(field, own(values, field.name) ?? '', own(problems, field.name))),
  };
}

/** A sentence in place of the form: a refusal, or that something is done. */
export function toNotice(title: string, text: string): ModalView {
  const shown = isBlank(text) ? '…' : text;
  return { type: 'modal', title: plain(title, MAX.modalTitle), close: plain('Close', MAX.modalTitle), blocks: richText(section(inline(shown, NOTICE_MAX))) };
}

/** What a menu that is too long to be sent at once shows for what was typed into it; in the form's order. */
export function optionsFor(field: ChoiceField, query: string): PlainTextOption[] {
  const sought = query.trim().toLowerCase();
  return field.options
    .filter(({ label }) => label.toLowerCase().includes(sought))
    .slice(0, MAX.options)
    .map(toOption);
}

const answer = z.union([
  z.object({ type: z.literal('plain_text_input'), value: z.string().nullish() }).transform(({ value }) => value ?? ''),
  z
    .object({ type: z.enum(['radio_buttons', 'static_select', 'external_select']), selected_option: z.object({ value: z.string() }).nullish() })
    .transform((choice) => choice.selected_option?.value ?? ''),
]);
const submission = z.object({
  callback_id: z.literal(CALLBACK),
  private_metadata: z.string(),
  state: z.object({ values: z.record(z.string(), z.strictObject({ [FIELD_ACTION]: answer })) }),
});
const metadata = z.strictObject({ ref: actionRef, meta: modalMeta });

interface Submitted {
  readonly ref: ActionRef;
  readonly meta: ModalMeta;
  /** By field; empty answers are left out. */
  readonly values: Record<string, string>;
}

/** What was filled in, from the view of a `view_submission`; undefined when it is none of our forms. */
export function readModal(view: unknown): Submitted | undefined {
  const { data } = submission.safeParse(view);
  const kept = data && readMetadata(data.private_metadata);
  if (!kept) return undefined;
  const answers = Object.entries(data.state.values).map(([field, { value }]) => [field, value] as const);
  return { ...kept, values: Object.fromEntries(answers.filter(([, value]) => value !== '')) };
}

/** What a dialog keeps; undefined when it is none of our forms. */
export function readMetadata(text: string) {
  return text.length > MAX.metadata ? undefined : metadata.safeParse(fromJson(text)).data;
}

function own(record: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
