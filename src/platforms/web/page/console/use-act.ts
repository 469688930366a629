import { useState } from 'preact/hooks';
import { wordsOf } from '../api.ts';

/**
 * Does one thing at a time, and says in words what went wrong. `busy` is the key of what is being done: its button stays
 * where it is and keeps the focus.
 */
export function useAct(onNotice: (words: string) => void) {
  const [busy, setBusy] = useState('');
  const act = async (key: string, doing: () => Promise<unknown>): Promise<void> => {
    if (busy) return;
    setBusy(key);
    try {
      await doing();
    } catch (error) {
      onNotice(wordsOf(error));
    }
    setBusy('');
  };
  return { busy, act };
}
