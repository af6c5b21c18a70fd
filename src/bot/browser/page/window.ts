import { useEffect, useRef, useState } from 'preact/hooks';

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = () => setMatches(media.matches);
    follow();
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [query]);
  return matches;
}

/** On a phone, putting the focus in a field would bring up the keyboard unasked. */
export function canHover(): boolean {
  return matchMedia('(hover: hover)').matches;
}

export function useTitle(unread: number): void {
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Deskside` : 'Deskside';
  }, [unread]);
}

interface Keys {
  readonly escape: () => void;
  /** Alt+↑ is -1, Alt+↓ is 1. */
  readonly step: (by: 1 | -1) => void;
}

export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // An open dialog takes its keys itself.
      if (event.isComposing || document.querySelector('dialog[open]')) return;
      if (event.key === 'Escape') current.current.escape();
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      event.preventDefault();
      current.current.step(event.key === 'ArrowUp' ? -1 : 1);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
