import { html } from 'htm/preact';
import type { CommandView } from '../views.ts';

interface WelcomeProps {
  commands: readonly CommandView[];
  /** Nobody has said anything yet. */
  empty: boolean;
  onTry: (text: string) => void;
}

const favourites = ['generate', 'mix', 'interpolate'];
const shown = 3;

/** Examples to begin with: those of the most telling commands first. */
function examplesOf(commands: readonly CommandView[]): string[] {
  const place = ({ name }: CommandView) => (favourites.indexOf(name) + 1 || favourites.length + 1) - 1;
  return [...commands]
    .sort((one, other) => place(one) - place(other))
    .flatMap(({ examples }) => examples.slice(0, 1))
    .slice(0, shown);
}

/** Where the channel begins: what this is, and three things to try. */
export function Welcome({ commands, empty, onTry }: WelcomeProps) {
  return html`<section class=${empty ? 'welcome empty' : 'welcome'}>
    <img src="/favicon.svg" alt="" width="64" height="64" />
    <h1>Welcome to the studio</h1>
    <p>Type a command, and a model that was trained right here paints for you. Vote for what you like: it learns.</p>
    <div class="examples">
      ${examplesOf(commands).map((example) => html`<button type="button" class="chip" key=${example} onClick=${() => onTry(example)}>${example}</button>`)}
    </div>
    <p class="quiet">Type <kbd>/</kbd> to see all commands, and <kbd>:</kbd> for emoji.</p>
  </section>`;
}
