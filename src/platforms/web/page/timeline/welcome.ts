import { html } from 'htm/preact';
import { mostTellingFirst } from '../composer/command-order.ts';
import { splitText } from '../format.ts';
import { say } from '../say.ts';
import type { CommandView } from '../views.ts';

interface WelcomeProps {
  commands: readonly CommandView[];
  /** Nobody has said anything yet. */
  empty: boolean;
  onTry: (text: string) => void;
}

const shown = 3;

/** Where the channel begins: what this is, and three things to try. */
export function Welcome({ commands, empty, onTry }: WelcomeProps) {
  const examples = mostTellingFirst(commands).flatMap((command) => command.examples.slice(0, 1));
  return html`<section class=${empty ? 'welcome empty' : 'welcome'}>
    <img src="/favicon.svg" alt="" width="64" height="64" />
    <h1>${say('welcome')}</h1>
    <p>${say('what-this-is')}</p>
    <div class="examples">
      ${examples.slice(0, shown).map((example) => html`<button type="button" class="chip" key=${example} onClick=${() => onTry(example)}>${example}</button>`)}
    </div>
    <p class="quiet">${splitText(say('keys')).map(({ kind, text }) => (kind === 'code' ? html`<kbd>${text}</kbd>` : text))}</p>
  </section>`;
}
