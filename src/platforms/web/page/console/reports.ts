import { html } from 'htm/preact';
import type { ReportView } from '../console-views.ts';
import { LargePicture } from '../picture/large-picture.ts';
import { Card, countOf, Empty, More, Waiting } from './parts.ts';
import { useAct } from './use-act.ts';
import { useConfirm } from './use-confirm.ts';
import { usePages } from './use-loaded.ts';
import type { ViewProps } from './view.ts';

type Decision = 'fine' | 'delete' | 'block';

const pageLength = 4;
const words = {
  title: 'Reported pictures',
  none: 'Nothing is reported.',
  by: (subject: string, author: string) => `${subject || 'Free sample'}, by ${author}`,
  people: (count: number) => (count === 1 ? 'Reported by 1 person' : `Reported by ${countOf(count)} people`),
  hidden: 'withheld',
  fine: 'It is fine',
  delete: 'Delete',
  block: 'Block its maker',
  deleting: 'Delete this picture?',
  deleteText: 'It is gone for good: from messages, the gallery and training.',
  blocking: (author: string) => `Block ${author}?`,
  blockText:
    'They can look here, but cannot paint, vote, teach or report. The picture stays until you decide about it.',
  done: {
    fine: 'The picture may stay.',
    delete: 'The picture was deleted.',
    block: 'They can only look here from now on.',
  } satisfies Record<Decision, string>,
};

/** Pictures that people reported, for an admin to decide about. */
export function Reports({ api, onNotice, onDecided }: ViewProps) {
  const pages = usePages<ReportView>(api.reports, pageLength);
  const { busy, act } = useAct(onNotice);
  const [ask, dialog] = useConfirm();
  const { items, failure, reload } = pages;

  const decide = (id: string, decision: Decision) =>
    act(id, async () => {
      await api.act(`/reports/${encodeURIComponent(id)}`, { decision });
      onNotice(words.done[decision]);
      onDecided();
      await reload();
    });
  const report = (each: ReportView) => {
    const { picture, people, reasons, hidden, blockable } = each;
    const { id, subject, author } = picture;
    const off = busy ? 'true' : undefined;
    const remove = () =>
      ask({
        ...{ title: words.deleting, text: words.deleteText, yes: words.delete, danger: true },
        onYes: () => decide(id, 'delete'),
      });
    const block = () =>
      ask({
        ...{ title: words.blocking(author), text: words.blockText, yes: words.block, danger: true },
        onYes: () => decide(id, 'block'),
      });
    return html`<li key=${id} class="review">
      <div class="review-picture"><${LargePicture} image=${{ ...picture, spoiler: true }} /></div>
      <div class="review-words">
        <h3>${words.by(subject, author)}</h3>
        <p class="quiet">${words.people(people)}${hidden && html` <span class="tag danger">${words.hidden}</span>`}</p>
        ${reasons.length > 0 && html`<ul class="reasons">${reasons.slice(0, 5).map((reason) => html`<li><q>${reason}</q></li>`)}</ul>`}
        <div class="buttons">
          <button type="button" class="button" aria-disabled=${off} onClick=${() => decide(id, 'fine')}>${words.fine}</button>
          <button type="button" class="button danger" aria-disabled=${off} onClick=${remove}>${words.delete}</button>
          ${blockable && html`<button type="button" class="button danger" aria-disabled=${off} onClick=${block}>${words.block}</button>`}
        </div>
      </div>
    </li>`;
  };
  if (!items) return html`<${Waiting} failure=${failure} onAgain=${reload} />`;
  return html`<${Card} title=${words.title}>
    ${items.length === 0 && html`<${Empty}>${words.none}</${Empty}>`}
    <ul class="reviews">${items.map(report)}</ul>
    <${More} pages=${pages} />
    ${dialog}
  </${Card}>`;
}
