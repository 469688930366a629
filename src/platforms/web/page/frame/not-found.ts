import { html } from 'htm/preact';
import { followLink } from '../path.ts';
import { say } from '../say.ts';
import { useTitle } from '../use-title.ts';

/** What an address shows that no page has. */
export function NotFound() {
  useTitle(say('nothing-here'));
  return html`<main class="starting"><h1>${say('nothing-here')}</h1><p>${say('no-address')}</p><a class="button primary" href="/" onClick=${followLink}>${say('to-studio')}</a></main>`;
}
