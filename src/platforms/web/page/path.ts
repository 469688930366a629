import { useEffect, useState } from 'preact/hooks';

const moved = 'easel:moved';

/** Goes to another part of the page without loading it again. */
export function navigate(path: string): void {
  history.pushState(null, '', path);
  dispatchEvent(new Event(moved));
}

/** The path shown now. */
export function usePath(): string {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const update = () => setPath(location.pathname);
    addEventListener('popstate', update);
    addEventListener(moved, update);
    return () => {
      removeEventListener('popstate', update);
      removeEventListener(moved, update);
    };
  }, []);
  return path;
}

/** Lets a plain click on a link stay in the page; other clicks do what they do everywhere. */
export function followLink(event: MouseEvent): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  navigate((event.currentTarget as HTMLAnchorElement).pathname);
}
