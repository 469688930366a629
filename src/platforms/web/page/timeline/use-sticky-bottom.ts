import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** How near to the end counts as being there, in pixels. */
const near = 80;

/**
 * Keeps a scrolled box at its end while its content grows, unless the person has scrolled up; a new `mine` (something
 * of their own) brings them back to the end.
 */
export function useStickyBottom(mine: string) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const [atBottom, setAtBottom] = useState(true);
  const jump = (behavior: ScrollBehavior) =>
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior });

  const ready = content.current !== null;
  useEffect(() => {
    const box = scroller.current;
    if (!box || !content.current) return;
    const onScroll = () => {
      stuck.current = box.scrollHeight - box.scrollTop - box.clientHeight < near;
      setAtBottom(stuck.current);
    };
    const observer = new ResizeObserver(() => {
      if (stuck.current) jump('instant');
      else onScroll();
    });
    observer.observe(content.current);
    observer.observe(box);
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, [ready]);

  useLayoutEffect(() => {
    stuck.current = true;
    jump('instant');
  }, [mine]);

  return { scroller, content, atBottom, toBottom: () => jump('smooth') };
}
