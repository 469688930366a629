import { html } from 'htm/preact';
import { hueOf } from '../format.ts';

/** A person's first letter in a colour of their own. */
export function Avatar({ id, name }: { id: string; name: string }) {
  const [first = '?'] = name;
  return html`<span class="avatar" style=${{ '--hue': String(hueOf(id)) }} aria-hidden="true">${first.toUpperCase()}</span>`;
}

/** The bot's own face. */
export function BotAvatar() {
  return html`<span class="avatar bot" aria-hidden="true"><img src="/favicon.svg" alt="" width="24" height="24" /></span>`;
}
