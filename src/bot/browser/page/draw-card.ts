import type * as Library from 'adaptivecards';
import type { ActionRef } from '#core/chat-event.ts';
import { hostConfig } from './card-style.ts';

// Put there by a classic script; missing if that could not be loaded.
const { AdaptiveCards: library } = globalThis as { AdaptiveCards?: typeof Library };

const config = library && new library.HostConfig(hostConfig);

if (library) {
  // Without a processor the library looks for one on `window`; with one that does nothing, text stays text.
  library.AdaptiveCard.onProcessMarkdown = () => {};
  // A card never opens an address, and loads none but the desk's own pictures of charts: what could is not drawn at all.
  library.GlobalRegistry.actions.unregister('Action.OpenUrl');
  for (const kind of ['ImageSet', 'Media']) library.GlobalRegistry.elements.unregister(kind);
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
    card.parse(literal(withoutForeign(data)));
    const drawn = card.render();
    for (const image of drawn?.querySelectorAll('img') ?? []) inBothLights(image);
    // The library makes every card a stop for the Tab key; its buttons are enough.
    drawn?.removeAttribute('tabindex');
    return drawn;
  } catch {
    return undefined;
  }
}

const OWN_PICTURE = /^\/api\/rooms\/[^/?#]+\/messages\/\d+\/charts\/[\da-f]+\?as=[^&#]*$/;

function withoutForeign(data: object): object {
  const isOwn = (value: unknown) => !isImage(value) || OWN_PICTURE.test(value.url);
  return map(data, (value) => (Array.isArray(value) ? value.filter(isOwn) : value));
}

function isImage(value: unknown): value is { readonly url: string } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Image';
}

/** The picture is drawn for light and for dark; which is shown follows the page. */
function inBothLights(image: HTMLImageElement): void {
  const picture = document.createElement('picture');
  const dark = document.createElement('source');
  dark.media = '(prefers-color-scheme: dark)';
  dark.srcset = `${image.getAttribute('src') ?? ''}&theme=dark`;
  // It is in its place before it is loaded, so that nothing moves.
  [image.width, image.height] = [1024, 560];
  image.replaceWith(picture);
  picture.append(dark, image);
}

function isRef(data: unknown): data is ActionRef {
  return typeof data === 'object' && data !== null && 'action' in data && typeof data.action === 'string';
}

/** The library rewrites `{{DATE(…)}}` and `{{TIME(…)}}` in any text. Somebody's words stay as they are, so the braces are parted. */
function literal(data: object): object {
  return map(data, (value) => (typeof value === 'string' ? value.replaceAll(/\{\{(?=DATE|TIME)/g, '{\u2060{') : value));
}

/** Everything in a card, changed; but what a button carries is handed back to the server as it is. */
function map(data: object, change: (value: unknown) => unknown): object {
  const walk = (given: unknown): unknown => {
    const value = change(given);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'data' ? inner : walk(inner)]));
  };
  return walk(data) as object;
}
