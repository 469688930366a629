import { useEffect, useState } from 'preact/hooks';

/** What stands after the `#` of the address, and a way to change it that the back button undoes. */
export function useHash(): [hash: string, setHash: (hash: string) => void] {
  const read = () => location.hash.slice(1);
  const [hash, setHash] = useState(read);
  useEffect(() => {
    const update = () => setHash(read());
    addEventListener('popstate', update);
    return () => removeEventListener('popstate', update);
  }, []);
  const change = (wanted: string) => {
    history.pushState(null, '', wanted ? `#${wanted}` : location.pathname);
    setHash(wanted);
  };
  return [hash, change];
}
