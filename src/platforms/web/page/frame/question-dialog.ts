import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import type { ModalField, Modal as Question } from '#chat/reply.ts';
import { say } from '../say.ts';
import { Modal } from './modal.ts';

interface QuestionDialogProps {
  question: Question;
  onAnswer: (values: Record<string, string>) => Promise<void>;
  onClose: () => void;
}

/** Asks what a button wants to know before it does something. */
export function QuestionDialog({ question, onAnswer, onClose }: QuestionDialogProps) {
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    await onAnswer(Object.fromEntries([...form].map(([name, value]) => [name, String(value)])));
    setBusy(false);
  };
  return html`<${Modal} label=${question.title} className="form-dialog" onClose=${onClose}>
    <form onSubmit=${submit}>
      <h2>${question.title}</h2>
      ${question.fields.map((field, index) => html`<label key=${field.name}>${field.label}${inputOf(field, index === 0)}</label>`)}
      <div class="dialog-buttons">
        <button type="button" class="button" onClick=${onClose}>${say('cancel')}</button>
        <button type="submit" class="button primary" disabled=${busy}>${say('ok')}</button>
      </div>
    </form>
  </${Modal}>`;
}

function inputOf(
  { name, kind, choices = [], value = '', placeholder, required, maxLength }: ModalField,
  first: boolean,
) {
  if (kind === 'text') {
    return html`<input name=${name} required=${required} maxlength=${maxLength} placeholder=${placeholder} defaultValue=${value} autofocus=${first} autocomplete="off" />`;
  }
  return html`<select name=${name} required=${required} autofocus=${first}>
    ${!(required && value) && html`<option value="">${placeholder ?? ''}</option>`}
    ${choices.map((choice) => html`<option key=${choice.value} value=${choice.value} selected=${choice.value === value}>${choice.label}</option>`)}
  </select>`;
}
