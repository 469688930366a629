import { useEffect, useState } from 'preact/hooks';
import type { NowView } from '../console-views.ts';
import type { ConsoleApi } from './api.ts';

/** A stream that broke off is opened again after so long, in milliseconds. */
const againMs = 3000;

/** What runs and waits, as the live stream tells it; `first` until it does. */
export function useNow(api: ConsoleApi, first?: NowView): NowView | undefined {
  const [now, setNow] = useState<NowView>();
  useEffect(() => {
    setNow(undefined);
    let source: EventSource;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource(api.url('/live'));
      source.addEventListener('now', ({ data }) => setNow(JSON.parse(data)));
      source.addEventListener('error', () => {
        source.close();
        waiting = setTimeout(open, againMs);
      });
    };
    open();
    return () => {
      clearTimeout(waiting);
      source.close();
    };
  }, [api]);
  return now ?? first;
}
