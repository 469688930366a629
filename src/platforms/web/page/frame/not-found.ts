import { html } from 'htm/preact';
import { followLink } from '../path.ts';
import { useTitle } from '../use-title.ts';

const words = {
  title: 'There is nothing here',
  text: 'No page of Easel has this address.',
  studio: 'To the studio',
};

/** What an address shows that no page has. */
export function NotFound() {
  useTitle(words.title);
  return html`<main class="starting"><h1>${words.title}</h1><p>${words.text}</p><a class="button primary" href="/" onClick=${followLink}>${words.studio}</a></main>`;
}
