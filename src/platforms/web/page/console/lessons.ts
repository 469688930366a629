import { html } from 'htm/preact';
import type { LessonView } from '../console-views.ts';
import { fullTimeOf } from '../format.ts';
import { Card, Empty, More, Waiting } from './parts.ts';
import { useAct } from './use-act.ts';
import { usePages } from './use-loaded.ts';
import type { ViewProps } from './view.ts';

const pageLength = 5;
const words = {
  title: 'Pictures to learn from',
  none: 'No picture waits for a decision.',
  by: (giver: string, at: string) => `given by ${giver}, ${at}`,
  approve: 'Approve',
  approveName: (name: string) => `Approve ${name}`,
  decline: 'Decline',
  declineName: (name: string) => `Decline ${name}`,
  approved: 'Easel learns from it in the next training.',
  declined: 'Easel does not learn from it.',
};

/** Pictures that people gave with `/teach`, for an admin to decide about. */
export function Lessons({ api, onNotice, onDecided }: ViewProps) {
  const pages = usePages<LessonView>(api.lessons, pageLength);
  const { busy, act } = useAct(onNotice);
  const { items, failure, reload } = pages;
  const decide = (id: string, decision: 'approved' | 'declined') =>
    act(id, async () => {
      await api.act(`/lessons/${encodeURIComponent(id)}`, { decision });
      onNotice(words[decision]);
      onDecided();
      await reload();
    });
  if (!items) return html`<${Waiting} failure=${failure} onAgain=${reload} />`;
  return html`<${Card} title=${words.title}>
    ${items.length === 0 && html`<${Empty}>${words.none}</${Empty}>`}
    <ul class="reviews">${items.map(({ id, name, giver, createdAt, url, side }) => {
      const off = busy ? 'true' : undefined;
      return html`<li key=${id} class="review">
        <div class="review-picture"><img src=${url} alt=${name} width=${side} height=${side} /></div>
        <div class="review-words"><h3>${name}</h3><p class="quiet">${words.by(giver, fullTimeOf(createdAt))}</p>
          <div class="buttons">
            <button type="button" class="button" aria-label=${words.approveName(name)} aria-disabled=${off} onClick=${() => decide(id, 'approved')}>${words.approve}</button>
            <button type="button" class="button danger" aria-label=${words.declineName(name)} aria-disabled=${off} onClick=${() => decide(id, 'declined')}>${words.decline}</button>
          </div></div>
      </li>`;
    })}</ul>
    <${More} pages=${pages} />
  </${Card}>`;
}
