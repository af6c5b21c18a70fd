import { z } from 'zod';
import type { ActionRef } from '#core/chat-event.ts';
import { actionRef } from '../action-ref.ts';

const text = z.string().max(500).optional();
const refSchema = actionRef.extend({ subject: text, value: text });
// Beside ours there is what the client adds: values of inputs, and marks of its own.
const dataSchema = z.looseObject({ ref: refSchema });

/** What a button brings back when it is pressed. */
export function refData({ action, subject, value, version }: ActionRef) {
  return { ref: Object.fromEntries(Object.entries({ action, subject, value, version }).filter(([, part]) => part !== undefined)) };
}

/** What a pressed button does; undefined when its data is none of ours. */
export function readRef(data: unknown): ActionRef | undefined {
  return dataSchema.safeParse(data).data?.ref;
}
