import { z } from 'zod';
import type { ActionRef, ChatEvent, Quotation } from '#core/chat-event.ts';
import { DeskError } from '#core/errors.ts';
import type { FieldErrors, Form, FormValues } from '#core/form.ts';
import type { Receipt } from '#core/front-end.ts';
import { newToken } from '#lib/ids.ts';
import type { TeamsActivity, TurnAnswer } from './activity.ts';
import type { Place } from '../arriving.ts';
import { beginning, PLATFORM, type Inward, type Visitor } from './arrival.ts';
import { readRef } from './button-ref.ts';
import { readAnswers, toDialog, type DialogTask } from './dialog.ts';
import { sealQuotation, unsealQuotation } from './quoting.ts';
import { placeOf, TAKEN, visit, wordsOf } from './visiting.ts';

const asked = z.looseObject({ data: z.looseObject({}) });
const submitted = z.looseObject({ once: z.uuid(), about: z.string().optional() });
const UNKNOWN = { action: '' };
const STALE = 'I do not know this form any more. Please open it again.';

/** A button that opens a form was pressed (`task/fetch`). */
export async function takeFetch(deps: Inward, tenant: string, activity: TeamsActivity): Promise<TurnAnswer> {
  const ref = readRef(asked.safeParse(activity.value).data?.data) ?? UNKNOWN;
  const visitor = await visit(deps, tenant, activity);
  return await openDialog(deps, visitor, { place: placeOf(activity), ref, activity });
}

/** A form was sent (`task/submit`). */
export async function takeSubmit(deps: Inward, tenant: string, activity: TeamsActivity): Promise<TurnAnswer> {
  const visitor = await visit(deps, tenant, activity);
  return await sendDialog(deps, visitor, placeOf(activity), activity);
}

interface Opening {
  readonly place: Place;
  readonly ref: ActionRef;
  readonly activity: TeamsActivity;
  readonly about?: Quotation | undefined;
}

/** The form that an action asks for, or what the desk says in its place. */
export async function openDialog(deps: Inward, visitor: Visitor, { place, ref, activity, about }: Opening): Promise<TurnAnswer> {
  const base = beginning(deps, visitor, place, `action/${activity.id ?? newToken()}`, activity);
  const receipt = await deps.desk.receive({ ...base, type: 'action', ...ref, ...(about === undefined ? {} : { about }) });
  if (receipt.kind !== 'form') return shown({ type: 'message', value: wordsOf(receipt) ?? TAKEN });
  const sealed = about === undefined ? undefined : sealQuotation(deps.settings, visitor, about);
  return shown(toDialog(receipt.form, { ref: receipt.ref, values: receipt.values, once: newToken(), about: sealed }));
}

/** Takes a filled form in: it closes, its fields are marked, or the desk says something in its place. */
export async function sendDialog(deps: Inward, visitor: Visitor, place: Place, activity: TeamsActivity): Promise<TurnAnswer> {
  const data = asked.safeParse(activity.value).data?.data ?? {};
  const [ref, kept] = [readRef(data), submitted.safeParse(data).data];
  const about = kept?.about === undefined ? undefined : unsealQuotation(deps.settings, visitor, kept.about);
  // Without its quotation it would be another request.
  if (!ref || !kept || (kept.about !== undefined && !about)) return shown({ type: 'message', value: STALE });
  const values = readAnswers(data);
  const base = beginning(deps, visitor, place, `form/${visitor.user.id}/${kept.once}`, activity);
  const event: ChatEvent = { ...base, ...ref, type: 'form', values, ...(about === undefined ? {} : { about }) };
  const receipt = await deps.desk.receive(event);
  if (receipt.kind === 'accepted' || receipt.kind === 'duplicate') return { status: 200 };
  return shown(await inPlace(deps, visitor, receipt, { ref, values, ...kept }));
}

interface Filled {
  readonly ref: ActionRef;
  readonly values: FormValues;
  readonly once: string;
  readonly about?: string | undefined;
}

async function inPlace(deps: Inward, visitor: Visitor, receipt: Receipt, filled: Filled): Promise<DialogTask> {
  const form = receipt.kind === 'invalid' ? await formFor(deps, visitor, filled.ref) : undefined;
  if (receipt.kind !== 'invalid' || !form) return { type: 'message', value: wordsOf(receipt) ?? STALE };
  return toDialog(form, { ...filled, problems: ofFields(receipt.errors, form) });
}

/** What concerns a field that is not there is said at the first one. */
function ofFields(errors: FieldErrors, { fields }: Form): FieldErrors {
  const names = new Set(fields.map(({ name }) => name));
  const others = Object.entries(errors).flatMap(([name, words]) => (names.has(name) ? [] : [words]));
  const [first] = fields;
  if (others.length === 0 || !first) return errors;
  return { ...errors, [first.name]: [...(Object.hasOwn(errors, first.name) ? [errors[first.name]] : []), ...others].join(' ') };
}

async function formFor({ desk }: Inward, { tenant, user }: Visitor, ref: ActionRef): Promise<Form | undefined> {
  try {
    return await desk.form({ user, address: { platform: PLATFORM, workspace: tenant } }, ref);
  } catch (error) {
    if (error instanceof DeskError) return undefined;
    throw error;
  }
}

export function shown(task: DialogTask): TurnAnswer {
  return { status: 200, body: { task } };
}
