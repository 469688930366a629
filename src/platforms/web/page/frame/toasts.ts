import { html } from 'htm/preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

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

/** Shown above everything, dialogs included: what came last to the top layer lies over the rest of it. */
export function Toasts({ toasts }: { toasts: readonly Toast[] }) {
  const box = useRef<HTMLDivElement>(null);
  const last = toasts.at(-1)?.id;
  useEffect(() => {
    if (box.current?.matches(':popover-open')) box.current.hidePopover();
    if (last !== undefined) box.current?.showPopover();
  }, [last]);
  return html`<div ref=${box} popover="manual" class="toasts" role="status" aria-live="polite">
    ${toasts.map(({ id, words }) => html`<div key=${id} class="toast">${words}</div>`)}
  </div>`;
}
