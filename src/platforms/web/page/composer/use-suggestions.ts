import { useEffect, useState } from 'preact/hooks';
import type { CommandView } from '../views.ts';
import { whatIsTyped } from './completion.ts';
import { type SuggestionList, suggestFor } from './suggestions.ts';

/** Between two keys of a quick typist, in milliseconds. */
const settle = 60;

export interface Suggestions {
  list?: SuggestionList;
  /** The marked item, or -1. */
  index: number;
  move: (step: 1 | -1) => void;
  mark: (index: number) => void;
  close: () => void;
}

/** Suggestions for what is typed at the caret, as long as the person wants them. */
export function useSuggestions(text: string, caret: number, commands: readonly CommandView[]): Suggestions {
  const [found, setFound] = useState<{ text: string; list: SuggestionList }>();
  const [index, setIndex] = useState(-1);
  const [closedAt, setClosedAt] = useState('');

  useEffect(() => {
    const typing = whatIsTyped(text, caret, commands);
    if (!typing) {
      setFound(undefined);
      return;
    }
    const control = new AbortController();
    const look = async () => {
      try {
        const list = await suggestFor(typing, commands, control.signal);
        if (control.signal.aborted) return;
        setFound({ text, list });
        setIndex(list.eager && list.items.length > 0 ? 0 : -1);
      } catch (error) {
        if (!control.signal.aborted) throw error;
      }
    };
    const waiting = setTimeout(look, typing.kind === 'command' ? 0 : settle);
    return () => {
      clearTimeout(waiting);
      control.abort();
    };
  }, [text, caret, commands]);

  const shown = found?.text === text && closedAt !== text && (found.list.items.length > 0 || found.list.hint !== '');
  const list = shown ? found.list : undefined;
  return {
    list,
    index,
    move: (step) => {
      const count = list?.items.length ?? 0;
      if (count > 0) setIndex((current) => (current + step + count + (current === -1 && step === -1 ? 1 : 0)) % count);
    },
    mark: setIndex,
    close: () => setClosedAt(text),
  };
}
