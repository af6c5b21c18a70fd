import { useLayoutEffect, useRef, useState } from 'preact/hooks';

const slack = 48;

/**
 * Keeps a list at its end while new messages come, unless the person has scrolled up; and where it was
 * when older messages are put in above. `oldest` identifies the first item.
 */
export function useFollowEnd(oldest: number | undefined, onNearTop: () => void) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const fromEnd = useRef(0);
  const follows = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);

  function toEnd(): void {
    const box = scroller.current;
    if (!box) return;
    follows.current = true;
    setAtEnd(true);
    box.scrollTop = box.scrollHeight;
  }

  function onScroll(): void {
    const box = scroller.current;
    if (!box) return;
    fromEnd.current = box.scrollHeight - box.scrollTop;
    follows.current = fromEnd.current - box.clientHeight < slack;
    setAtEnd(follows.current);
    if (box.scrollTop < 120 && !follows.current) onNearTop();
  }

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && !follows.current) box.scrollTop = box.scrollHeight - fromEnd.current;
  }, [oldest]);

  useLayoutEffect(() => {
    const sizes = new ResizeObserver(() => {
      if (follows.current) toEnd();
    });
    for (const box of [scroller.current, content.current]) if (box) sizes.observe(box);
    toEnd();
    return () => sizes.disconnect();
  }, []);

  return { scroller, content, isAtEnd, toEnd, onScroll };
}
