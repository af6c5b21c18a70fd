import type { ActionRef } from '#core/chat-event.ts';
import { actionRef } from '../action-ref.ts';
import { MAX } from './limits.ts';

/**
 * The value of a button that does this.
 * @throws Error when it does not fit into one, or could not be read back: refs are made of names and ids, so that is a mistake in our code
 */
export function encodeRef({ action, subject, value, version }: ActionRef): string {
  const text = toJson({ action, subject, value, version });
  if (!decodeRef(text)) throw new Error(`The action “${action}” cannot be put into a button: its value would be ${text.length} characters long.`);
  return text;
}

/** What a button does; undefined when its value is none of ours. */
export function decodeRef(value: string): ActionRef | undefined {
  return value.length > MAX.buttonValue ? undefined : actionRef.safeParse(fromJson(value)).data;
}

/** JSON without the three characters that Slack escapes in some of what it sends back, as in the texts of pressed buttons. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[&<>]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

/** Undefined when it is no JSON. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
