import { html } from 'htm/preact';
import type { AuditView } from '../console-views.ts';
import { fullTimeOf } from '../format.ts';
import { FormattedText } from '../timeline/text.ts';
import { Card, Empty, More, Waiting } from './parts.ts';
import { usePages } from './use-loaded.ts';
import type { ViewProps } from './view.ts';

const pageLength = 15;
const words = {
  title: 'Who decided what',
  none: 'Nothing was decided here yet.',
  someone: 'someone',
};

/** What was decided for everybody here, the newest first. */
export function Audit({ api }: ViewProps) {
  const pages = usePages<AuditView>(api.audit, pageLength);
  const { items, failure, reload } = pages;
  if (!items) return html`<${Waiting} failure=${failure} onAgain=${reload} />`;
  return html`<${Card} title=${words.title}>
    ${items.length === 0 && html`<${Empty}>${words.none}</${Empty}>`}
    <ol class="rows audit">${items.map(
      ({ at, who = words.someone, words: done }, index) =>
        html`<li key=${index}><time class="quiet" datetime=${at}>${fullTimeOf(at)}</time><${FormattedText} text=${`**${who.replaceAll('*', '')}** ${done}`} /></li>`,
    )}</ol>
    <${More} pages=${pages} />
  </${Card}>`;
}
