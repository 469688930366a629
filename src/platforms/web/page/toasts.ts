import { html } from 'htm/preact';
import { useCallback, useRef, useState } from 'preact/hooks';

interface Toast {
  id: number;
  words: string;
}

const shownFor = 5000;

/** Short words that go away by themselves. */
export function useToasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const count = useRef(0);
  const toast = useCallback((words: string) => {
    const id = ++count.current;
    setToasts((current) => [...current.filter((each) => each.words !== words), { id, words }].slice(-3));
    setTimeout(() => setToasts((current) => current.filter((each) => each.id !== id)), shownFor);
  }, []);
  return { toasts, toast };
}

export function Toasts({ toasts }: { toasts: readonly Toast[] }) {
  return html`<div class="toasts" role="status" aria-live="polite">
    ${toasts.map(({ id, words }) => html`<div key=${id} class="toast">${words}</div>`)}
  </div>`;
}
