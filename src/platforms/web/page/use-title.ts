import { useEffect } from 'preact/hooks';

/** Names the page in its tab, the most telling word first. */
export function useTitle(...names: string[]): void {
  const title = [...names, 'Easel'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
