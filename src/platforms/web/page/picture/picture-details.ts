import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { getHistory, wordsOf } from '../api.ts';
import { fullTimeOf } from '../format.ts';
import { icon } from '../frame/icons.ts';
import { Modal } from '../frame/modal.ts';
import { say } from '../say.ts';
import type { GalleryView, HistoryView, RelativeView } from '../views.ts';
import { LargePicture } from './large-picture.ts';
import { VoteButtons } from './vote-buttons.ts';

interface PictureDetailsProps {
  id: string;
  onOpen: (id: string) => void;
  onChange: (picture: GalleryView) => void;
  onTrouble: (words: string) => void;
  onRecall: (id: string) => void;
  onClose: () => void;
}

/** A picture with its whole history: how it was made, from what, and what came of it. */
export function PictureDetails({ id, onOpen, onChange, onTrouble, onRecall, onClose }: PictureDetailsProps) {
  const [history, setHistory] = useState<HistoryView>();
  useEffect(() => {
    let gone = false;
    getHistory(id).then(
      (found) => gone || setHistory(found),
      (error) => {
        onTrouble(wordsOf(error));
        onClose();
      },
    );
    return () => {
      gone = true;
    };
  }, [id]);
  if (!history) return null;
  const { picture } = history;
  const update = (changed: GalleryView) => {
    setHistory({ ...history, picture: changed });
    onChange(changed);
  };
  return html`<${Modal} label=${picture.alt} className="details" onClose=${onClose}>
    <div class="details-picture"><${LargePicture} image=${picture} /></div>
    <div class="details-facts">
      <header><h2>${picture.subject || say('free-sample')}</h2>
        <button type="button" class="icon-button" title=${say('close')} aria-label=${say('close')} onClick=${onClose}>${icon('close')}</button></header>
      <p class="quiet">${say('by-at', { author: picture.author, time: fullTimeOf(picture.createdAt) })}</p>
      <${VoteButtons} picture=${picture} onChange=${update} onTrouble=${onTrouble} />
      <dl>
        ${fact(say('picture'), picture.id)}${fact(say('made-by'), history.kind)}${fact(say('prompt'), history.prompt)}
        ${fact(say('seed'), history.seed)}${fact(say('style'), history.style)}${fact(say('model'), history.checkpoint)}
      </dl>
      ${relatives(say('made-from'), history.parents, onOpen)}
      ${relatives(say('became'), history.children, onOpen)}
      <div class="buttons">
        <button type="button" class="button" onClick=${() => onRecall(picture.id)}>${say('open-in-studio')}</button>
        <a class="button primary" href=${picture.url} download=${`easel-${picture.id}.png`}>${icon('download')} ${say('download')}</a>
      </div>
    </div>
  </${Modal}>`;
}

const fact = (name: string, value?: string | number) =>
  value !== undefined && value !== '' && html`<dt>${name}</dt><dd>${value}</dd>`;

const relatives = (title: string, all: readonly RelativeView[], onOpen: (id: string) => void) =>
  all.length > 0 &&
  html`<h3>${title}</h3><ul class="relatives">${all.map(
    ({ id, subject, kind }) =>
      html`<li key=${id}><button type="button" class="link" onClick=${() => onOpen(id)}>${subject || say('free-sample-within')}</button> <span class="quiet">${kind} · ${id}</span></li>`,
  )}</ul>`;
