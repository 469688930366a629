import { html } from 'htm/preact';
import { useRef } from 'preact/hooks';
import type { SessionView } from '../views.ts';
import { Modal } from './modal.ts';

interface NameDialogProps {
  session: SessionView;
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks what others shall call this person; leaving it takes the proposed name. */
export function NameDialog({ session, onName, onClose }: NameDialogProps) {
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    onName(field.current?.value ?? '');
  };
  return html`<${Modal} label="Your name" className="form-dialog" onClose=${onClose}>
    <form onSubmit=${submit}>
      <h2>What shall we call you?</h2>
      <p>Others see this name beside what you say. You can change it at any time.</p>
      <input ref=${field} name="name" required maxlength=${session.limits.name} autofocus autocomplete="nickname" aria-label="Your name"
        defaultValue=${session.name} onFocus=${() => field.current?.select()} />
      <button type="submit" class="button primary">${session.named ? 'Save' : 'Come in'}</button>
    </form>
  </${Modal}>`;
}
