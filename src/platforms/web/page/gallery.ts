import { html } from 'htm/preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { GalleryView } from '../views.ts';
import { getGallery, wordsOf } from './api.ts';
import { GalleryCard } from './gallery-card.ts';
import { PictureDetails } from './picture-details.ts';
import { useHash } from './use-hash.ts';

type Order = 'top' | 'new';

interface GalleryProps {
  onTrouble: (words: string) => void;
  onRecall: (id: string) => void;
}

/** A page shorter than this is the last. */
const pageLength = 9;

/** All pictures of the workspace, the most liked or the newest first. */
export function Gallery({ onTrouble, onRecall }: GalleryProps) {
  const [order, setOrder] = useState<Order>('top');
  const [pictures, setPictures] = useState<readonly GalleryView[]>([]);
  const [page, setPage] = useState(0);
  const [state, setState] = useState<'loading' | 'more' | 'all'>('loading');
  const [opened, setOpened] = useHash();

  const load = useCallback(
    async (wanted: Order, next: number) => {
      setState('loading');
      try {
        const arrived = await getGallery(wanted, next);
        setPictures((current) => mergePictures(next === 1 ? [] : current, arrived));
        setPage(next);
        setState(arrived.length < pageLength ? 'all' : 'more');
      } catch (error) {
        onTrouble(wordsOf(error));
        setState('more');
      }
    },
    [onTrouble],
  );
  useEffect(() => {
    setPictures([]);
    void load(order, 1);
  }, [load, order]);

  const change = (changed: GalleryView) =>
    setPictures((current) => current.map((each) => (each.id === changed.id ? changed : each)));
  const tab = (value: Order, label: string) =>
    html`<button type="button" aria-pressed=${order === value ? 'true' : 'false'} onClick=${() => setOrder(value)}>${label}</button>`;

  return html`<main class="gallery" tabindex="0" aria-label="Gallery">
    <div class="gallery-head"><h1>Gallery</h1><div class="segments" role="group" aria-label="Order">${tab('top', 'Top')}${tab('new', 'New')}</div></div>
    ${state === 'all' && pictures.length === 0 && html`<p class="quiet gallery-empty">No pictures yet. Paint some in the studio, and vote for those you like.</p>`}
    <div class="gallery-grid">
      ${pictures.map((picture) => html`<${GalleryCard} key=${picture.id} picture=${picture} onOpen=${setOpened} onChange=${change} onTrouble=${onTrouble} />`)}
    </div>
    ${state !== 'all' && html`<button type="button" class="button older" disabled=${state === 'loading'} onClick=${() => load(order, page + 1)}>${state === 'loading' ? 'Loading…' : 'Show more'}</button>`}
    ${opened && html`<${PictureDetails} key=${opened} id=${opened} onOpen=${setOpened} onChange=${change} onTrouble=${onTrouble} onRecall=${onRecall} onClose=${() => setOpened('')} />`}
  </main>`;
}

/** Votes move pictures between pages while one reads: each is shown once. */
function mergePictures(current: readonly GalleryView[], arrived: readonly GalleryView[]): GalleryView[] {
  return [...new Map([...current, ...arrived].map((picture) => [picture.id, picture])).values()];
}
