import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import type { Button } from '#chat/reply.ts';

interface ButtonRowProps {
  buttons: readonly Button[];
  pressed: readonly string[];
  onPress: (id: string) => Promise<void>;
}

/** Buttons of a message; one that is being answered takes no second press. */
export function ButtonRow({ buttons, pressed, onPress }: ButtonRowProps) {
  const [busy, setBusy] = useState<string>();
  const press = async (id: string) => {
    setBusy(id);
    await onPress(id);
    setBusy(undefined);
  };
  return html`<div class="buttons">
    ${buttons.map(
      ({
        id,
        label,
        title,
        tone,
      }) => html`<button type="button" key=${id} class=${`button ${tone ?? ''}`} title=${title}
      aria-pressed=${pressed.includes(id) ? 'true' : undefined} aria-busy=${busy === id ? 'true' : undefined} aria-disabled=${busy === id ? 'true' : undefined}
      onClick=${busy === id ? undefined : () => press(id)}><span aria-hidden="true">${label}</span><span class="unseen">${`${title} (${label})`}</span></button>`,
    )}
  </div>`;
}
