import { useEffect, useState } from 'preact/hooks';

/** The width in pixels of the element that `element` is the reference of, also when it changes; 0 before it is there. */
export function useWidth() {
  const [box, element] = useState<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(box);
    return () => observer.disconnect();
  }, [box]);
  return { element, width };
}
