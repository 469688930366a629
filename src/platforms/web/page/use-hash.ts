import { useEffect, useState } from 'preact/hooks';

/** How many addresses of this page lie behind the one shown: those that closing goes back over. */
const depthOf = (): number => (history.state as { depth?: number } | null)?.depth ?? 0;

/**
 * What stands after the `#` of the address, and a way to change it that the back button undoes. An empty one goes back
 * to where the first was set, so that the back button does not bring back what was closed.
 */
export function useHash(): [hash: string, setHash: (hash: string) => void] {
  const read = () => location.hash.slice(1);
  const [hash, setHash] = useState(read);
  useEffect(() => {
    const update = () => setHash(read());
    addEventListener('popstate', update);
    return () => removeEventListener('popstate', update);
  }, []);
  const change = (wanted: string) => {
    const depth = depthOf();
    if (wanted) history.pushState({ depth: depth + 1 }, '', `#${wanted}`);
    else if (depth > 0) history.go(-depth);
    else history.replaceState(null, '', location.pathname);
    setHash(wanted);
  };
  return [hash, change];
}
