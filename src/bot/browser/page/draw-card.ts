import type * as Library from 'adaptivecards';
import type { ActionRef } from '#core/chat-event.ts';
import { hostConfig } from './card-style.ts';

// Put there by a classic script; missing if that could not be loaded.
const { AdaptiveCards: library } = globalThis as { AdaptiveCards?: typeof Library };

const config = library && new library.HostConfig(hostConfig);

if (library) {
  // Without a processor the library looks for one on `window`; with one that does nothing, text stays text.
  library.AdaptiveCard.onProcessMarkdown = () => {};
  // A card never opens or loads an address: what could is not drawn at all.
  library.GlobalRegistry.actions.unregister('Action.OpenUrl');
  for (const kind of ['Image', 'ImageSet', 'Media']) library.GlobalRegistry.elements.unregister(kind);
}

/** The card as an element, or undefined where it cannot be drawn. */
export function drawCard(data: object, onPress: (ref: ActionRef) => void): HTMLElement | undefined {
  if (!library || !config) return undefined;
  const { SubmitAction, AdaptiveCard } = library;
  const card = new AdaptiveCard();
  card.hostConfig = config;
  card.onExecuteAction = (action) => {
    if (action instanceof SubmitAction && isRef(action.data)) onPress(action.data);
  };
  try {
    card.parse(literal(data));
    const drawn = card.render();
    // The library makes every card a stop for the Tab key; its buttons are enough.
    drawn?.removeAttribute('tabindex');
    return drawn;
  } catch {
    return undefined;
  }
}

function isRef(data: unknown): data is ActionRef {
  return typeof data === 'object' && data !== null && 'action' in data && typeof data.action === 'string';
}

/** The library rewrites `{{DATE(…)}}` and `{{TIME(…)}}` in any text. Somebody's words stay as they are, so the braces are parted. */
function literal(data: object): object {
  const part = (text: string) => text.replaceAll(/\{\{(?=DATE|TIME)/g, '{\u2060{');
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return part(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    // What a button carries is handed back to the server and must not change.
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'data' ? inner : walk(inner)]));
  };
  return walk(data) as object;
}
