import type { ChatEvent, SharedFile } from '#core/chat-event.ts';
import { DeskError } from '#core/errors.ts';
import type { Understander } from '#core/intent.ts';
import { fileName } from '#lib/file-names.ts';
import { cleanText } from '#lib/text.ts';

type Redact = Understander['redact'];

/**
 * What a person typed, or a button carries, is cleaned at the edge, before anything is checked, stored or shown. Passwords and the like go
 * no further; the event says what kinds there were. @throws DeskError when nothing is left.
 */
export function cleanEvent(redact: Redact, given: ChatEvent): ChatEvent {
  // Only the desk says that something was removed.
  const event = { ...given, removed: undefined };
  const kinds = new Set<string>();
  const words = (text: string) => {
    const redacted = redact(cleanText(text));
    for (const kind of redacted.kinds) kinds.add(kind);
    return redacted.text;
  };
  const cleaned = cleanWords(words, event);
  return kinds.size === 0 ? cleaned : { ...cleaned, removed: [...kinds] };
}

function cleanWords(words: (text: string) => string, event: ChatEvent): ChatEvent {
  if (event.type === 'message') {
    const left = words(event.text);
    const text = left.trim() === '' ? '' : left;
    const files = cleanFiles(event.files);
    if (text === '' && files.length === 0)
      throw new DeskError('invalid', { userMessage: 'Your message is empty. Please write a few words about what you need.' });
    return { ...event, text, ...(files.length > 0 ? { files } : {}) };
  }
  if (event.type === 'edit') return { ...event, text: event.text === null || cleanText(event.text) === '' ? null : words(event.text) };
  const { action, subject, value } = event;
  const carried = {
    action: cleanText(action),
    ...(subject === undefined ? {} : { subject: cleanText(subject) }),
    ...(value === undefined ? {} : { value: cleanText(value) }),
    ...(event.about === undefined ? {} : { about: { ...event.about, text: words(event.about.text), files: cleanFiles(event.about.files) } }),
  };
  if (event.type === 'action') return { ...event, ...carried };
  return { ...event, ...carried, values: Object.fromEntries(Object.entries(event.values).map(([name, value]) => [cleanText(name), words(value)])) };
}

function cleanFiles(files: readonly SharedFile[] = []): readonly SharedFile[] {
  return files.map(({ id, name, mediaType, size }) => ({ id, name: fileName(name), mediaType: cleanText(mediaType), size }));
}
