import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface ModalProps {
  label: string;
  className: string;
  onClose: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  children?: ComponentChildren;
}

/** A dialog over the page that keeps the focus; Escape and a click beside it close it. */
export function Modal({ label, className, onClose, onKeyDown, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const onCancel = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  const onClick = (event: Event) => {
    if (event.target === dialog.current) onClose();
  };
  return html`<dialog ref=${dialog} class=${`modal ${className}`} aria-label=${label} onCancel=${onCancel} onClick=${onClick} onKeyDown=${onKeyDown}>
    <div class="modal-inside">${children}</div>
  </dialog>`;
}
