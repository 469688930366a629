import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { wordsOf } from '../api.ts';

export interface Loaded<Data> {
  data?: Data;
  /** Why there is none, in words. */
  failure: string;
  /** Asks again; what is there stays until the answer comes. */
  reload: () => Promise<void>;
  set: (data: Data) => void;
}

/** Asks the server once, and again when `load` is another function. */
export function useLoaded<Data>(load: () => Promise<Data>): Loaded<Data> {
  const [data, set] = useState<Data>();
  const [failure, setFailure] = useState('');
  const turn = useRef(0);
  const reload = useCallback(async () => {
    const mine = ++turn.current;
    try {
      const loaded = await load();
      if (mine !== turn.current) return;
      setFailure('');
      set(loaded);
    } catch (error) {
      if (mine === turn.current) setFailure(wordsOf(error));
    }
  }, [load]);
  useEffect(() => {
    set(undefined);
    void reload();
    return () => {
      turn.current++;
    };
  }, [reload]);
  return { data, failure, reload, set };
}

export interface Pages<Item> {
  items?: readonly Item[];
  failure: string;
  hasMore: boolean;
  loading: boolean;
  more: () => Promise<void>;
  reload: () => Promise<void>;
  change: (how: (items: readonly Item[]) => readonly Item[]) => void;
}

/** A list that comes in pages, one more at a time; a page shorter than `length` is the last. */
export function usePages<Item>(load: (page: number) => Promise<readonly Item[]>, length: number): Pages<Item> {
  const [items, setItems] = useState<readonly Item[]>();
  const [page, setPage] = useState(0);
  const [hasMore, setHasMore] = useState(false);
  const [loading, setLoading] = useState(true);
  const [failure, setFailure] = useState('');
  const turn = useRef(0);
  const open = useCallback(
    async (wanted: number) => {
      const mine = ++turn.current;
      setLoading(true);
      try {
        const arrived = await load(wanted);
        if (mine !== turn.current) return;
        setItems((current) => (wanted === 1 ? arrived : [...(current ?? []), ...arrived]));
        setHasMore(arrived.length >= length);
        setPage(wanted);
        setFailure('');
      } catch (error) {
        if (mine === turn.current) setFailure(wordsOf(error));
      }
      if (mine === turn.current) setLoading(false);
    },
    [load, length],
  );
  useEffect(() => {
    setItems(undefined);
    void open(1);
    return () => {
      turn.current++;
    };
  }, [open]);
  return {
    items,
    failure,
    hasMore,
    loading,
    more: () => open(page + 1),
    reload: () => open(1),
    change: (how) => setItems((current) => current && how(current)),
  };
}
