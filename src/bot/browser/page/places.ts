import type { MessagePage, MessageView } from '#bot/browser/api.ts';

/** One list of messages: a room's top level, or a thread in it. Messages are sorted by id. */
export interface Place {
  readonly messages: readonly MessageView[];
  readonly hasMore: boolean;
  readonly status: 'loading' | 'ready' | 'failed';
  readonly olderStatus: 'idle' | 'loading' | 'failed';
  readonly problem: string | undefined;
}

export const emptyPlace: Place = { messages: [], hasMore: false, status: 'loading', olderStatus: 'idle', problem: undefined };

export function placeKey(room: string, thread?: number | null): string {
  return thread === null || thread === undefined ? room : `${room}/${thread}`;
}

/** Puts a new or changed message where it belongs. */
export function upsert(place: Place, message: MessageView): Place {
  const { messages } = place;
  const first = messages[0];
  // A change to something further up than what is loaded would leave a hole in the list.
  if (first && message.id < first.id && place.hasMore) return place;
  const at = messages.findLastIndex((other) => other.id <= message.id);
  const replaces = messages[at]?.id === message.id;
  return { ...place, messages: messages.toSpliced(replaces ? at : at + 1, replaces ? 1 : 0, message) };
}

/** The newest page has come, for the first time or after the connection was lost. */
export function withNewest(place: Place, page: MessagePage): Place {
  const start = page.messages[0]?.id ?? 0;
  const end = page.messages.at(-1)?.id ?? 0;
  const last = place.messages.at(-1)?.id ?? 0;
  const touches = last >= start || !page.hasMore;
  const before = touches ? place.messages.filter((message) => message.id < start) : [];
  const after = place.messages.filter((message) => message.id > end);
  return {
    ...emptyPlace,
    messages: [...before, ...page.messages, ...after],
    hasMore: before.length > 0 ? place.hasMore : page.hasMore,
    status: 'ready',
  };
}

export function withOlder(place: Place, page: MessagePage): Place {
  const start = place.messages[0]?.id ?? Infinity;
  const older = page.messages.filter((message) => message.id < start);
  return { ...place, messages: [...older, ...place.messages], hasMore: page.hasMore, olderStatus: 'idle' };
}
