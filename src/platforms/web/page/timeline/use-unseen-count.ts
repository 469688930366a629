import { useEffect, useRef, useState } from 'preact/hooks';
import type { MessageView } from '../views.ts';

/** Counts in the page's title what arrived while nobody looked. */
export function useUnseenCount(messages: readonly MessageView[] | undefined): void {
  const last = messages?.at(-1)?.sequence ?? 0;
  const seen = useRef(last);
  const [hidden, setHidden] = useState(document.hidden);
  useEffect(() => {
    const update = () => setHidden(document.hidden);
    document.addEventListener('visibilitychange', update);
    return () => document.removeEventListener('visibilitychange', update);
  }, []);
  useEffect(() => {
    if (!hidden) seen.current = last;
    const unseen = messages?.filter(({ sequence }) => sequence > seen.current).length ?? 0;
    document.title = unseen > 0 ? `(${unseen}) Studio · Easel` : 'Studio · Easel';
  }, [hidden, last, messages]);
}
