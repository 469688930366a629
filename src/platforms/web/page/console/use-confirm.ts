import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { Modal } from '../frame/modal.ts';

const words = { cancel: 'Cancel' };

interface Question {
  title: string;
  text: string;
  /** What the button says that does it. */
  yes: string;
  danger?: boolean;
  onYes: () => void;
}

/** Asks before something is done that is not easily undone: the way to ask, and what shows the question. */
export function useConfirm(): [ask: (question: Question) => void, dialog: unknown] {
  const [question, setQuestion] = useState<Question>();
  const close = () => setQuestion(undefined);
  if (!question) return [setQuestion, null];
  const { title, text, yes, danger, onYes } = question;
  const submit = (event: Event) => {
    event.preventDefault();
    close();
    onYes();
  };
  const dialog = html`<${Modal} label=${title} className="form-dialog" onClose=${close}>
    <form onSubmit=${submit}>
      <h2>${title}</h2>
      <p>${text}</p>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick=${close}>${words.cancel}</button>
        <button type="submit" class=${`button ${danger ? 'danger' : 'primary'}`} autofocus>${yes}</button>
      </div>
    </form>
  </${Modal}>`;
  return [setQuestion, dialog];
}
