import { html } from 'htm/preact';
import { Preview } from '../composer/attachment-tray.ts';
import { Avatar } from '../frame/avatar.ts';
import { icon } from '../frame/icons.ts';
import { say } from '../say.ts';
import type { SessionView } from '../views.ts';
import type { OutboxEntry } from './use-conversation.ts';

interface PendingProps {
  entry: OutboxEntry;
  session: SessionView;
  onResend: (entry: OutboxEntry) => void;
  onDiscard: (entry: OutboxEntry) => void;
}

/** A message on its way, or one that did not get through. */
export function Pending({ entry, session, onResend, onDiscard }: PendingProps) {
  const { text, files, failure } = entry;
  return html`<article class=${failure ? 'message' : 'message sending'} aria-label=${say(failure ? 'not-sent-label' : 'sending-label')}>
    <${Avatar} id=${session.id} name=${session.name} />
    <div class="message-body">
      <header><b>${session.name}</b><time>${say(failure ? 'not-sent' : 'sending')}</time></header>
      ${text && html`<p class="text">${text}</p>`}
      ${files.length > 0 && html`<div class="thumbs">${files.map((file) => html`<${Preview} key=${file.name} file=${file} />`)}</div>`}
      ${
        failure &&
        html`<div class="trouble" role="alert">${icon('warning')}<p>${failure.words}</p>
          <button type="button" class="button" onClick=${() => onResend(entry)}>${icon('retry')} ${say('try-again')}</button>
          <button type="button" class="button" onClick=${() => onDiscard(entry)}>${say('discard')}</button>
        </div>`
      }
    </div>
  </article>`;
}
