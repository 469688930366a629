import { html } from 'htm/preact';
import { splitText } from '../format.ts';

const tags = { bold: 'b', code: 'code' } as const;

/** A message's text: line breaks, bold and code, and nothing else. */
export function FormattedText({ text }: { text: string }) {
  return html`<p class="text">${splitText(text).map(({ kind, text: words }) =>
    kind === 'plain' ? words : html`<${tags[kind]}>${words}</${tags[kind]}>`,
  )}</p>`;
}
