import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import type { GalleryView, HistoryView, RelativeView } from '../views.ts';
import { getHistory, wordsOf } from './api.ts';
import { fullTimeOf } from './format.ts';
import { icon } from './icons.ts';
import { LargePicture } from './large-picture.ts';
import { Modal } from './modal.ts';
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
      <header><h2>${picture.subject || 'Free sample'}</h2>
        <button type="button" class="icon-button" title="Close" aria-label="Close" onClick=${onClose}>${icon('close')}</button></header>
      <p class="quiet">by ${picture.author}, ${fullTimeOf(picture.createdAt)}</p>
      <${VoteButtons} picture=${picture} onChange=${update} onTrouble=${onTrouble} />
      <dl>
        ${fact('Picture', picture.id)}${fact('Made by', history.kind)}${fact('Prompt', history.prompt)}
        ${fact('Seed', history.seed)}${fact('Style', history.style)}${fact('Model', history.checkpoint)}
      </dl>
      ${relatives('Made from', history.parents, onOpen)}
      ${relatives('Became', history.children, onOpen)}
      <div class="buttons">
        <button type="button" class="button" onClick=${() => onRecall(picture.id)}>Open in the studio</button>
        <a class="button primary" href=${picture.url} download=${`easel-${picture.id}.png`}>${icon('download')} Download</a>
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
      html`<li key=${id}><button type="button" class="link" onClick=${() => onOpen(id)}>${subject || 'free sample'}</button> <span class="quiet">${kind} · ${id}</span></li>`,
  )}</ul>`;
