import { html } from 'htm/preact';
import { useRef } from 'preact/hooks';
import { say } from '../say.ts';
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
  return html`<${Modal} label=${say('your-name')} className="form-dialog" onClose=${onClose}>
    <form onSubmit=${submit}>
      <h2>${say('call-you')}</h2>
      <p>${say('others-see')}</p>
      <input ref=${field} name="name" required maxlength=${session.limits.name} autofocus autocomplete="nickname" aria-label=${say('your-name')}
        defaultValue=${session.name} onFocus=${() => field.current?.select()} />
      <button type="submit" class="button primary">${say(session.named ? 'save' : 'come-in')}</button>
    </form>
  </${Modal}>`;
}
