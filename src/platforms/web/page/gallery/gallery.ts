import { html } from 'htm/preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { getGallery, type Wanted, wordsOf } from '../api.ts';
import { PictureDetails } from '../picture/picture-details.ts';
import { say } from '../say.ts';
import { useHash } from '../use-hash.ts';
import { useTitle } from '../use-title.ts';
import type { GalleryView } from '../views.ts';
import { GalleryCard } from './gallery-card.ts';

interface GalleryProps {
  onTrouble: (words: string) => void;
  onRecall: (id: string) => void;
}

/** A page shorter than this is the last. */
const pageLength = 9;

/** All pictures of the workspace, the most liked or the newest first. */
export function Gallery({ onTrouble, onRecall }: GalleryProps) {
  const [wanted, setWanted] = useState<Wanted>({ order: 'top', mine: false, search: '' });
  /** The page that was asked for last: an earlier answer may come later. */
  const asked = useRef(0);
  const [pictures, setPictures] = useState<readonly GalleryView[]>([]);
  const [page, setPage] = useState(0);
  const [state, setState] = useState<'loading' | 'more' | 'all'>('loading');
  const [opened, setOpened] = useHash();
  useTitle('Gallery');

  const load = useCallback(
    async (which: Wanted, next: number) => {
      const turn = ++asked.current;
      setState('loading');
      try {
        const arrived = await getGallery(which, next);
        if (turn !== asked.current) return;
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
    void load(wanted, 1);
  }, [load, wanted]);

  const change = (changed: GalleryView) =>
    setPictures((current) => current.map((each) => (each.id === changed.id ? changed : each)));
  const tab = (label: string, which: Partial<Wanted>) => {
    const pressed = Object.entries(which).every(([key, value]) => wanted[key as keyof Wanted] === value);
    return html`<button type="button" aria-pressed=${pressed ? 'true' : 'false'} onClick=${() => setWanted({ ...wanted, ...which })}>${label}</button>`;
  };
  const search = (event: Event) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).get('search');
    setWanted({ ...wanted, search: String(typed ?? '').trim() });
  };
  const isWhole = !wanted.mine && !wanted.search;

  return html`<main class="gallery" tabindex="0" aria-label=${say('gallery')}>
    <div class="gallery-head"><h1>${say('gallery')}</h1><div class="segments" role="group" aria-label=${say('order')}>${tab(say('top'), { order: 'top' })}${tab(say('new'), { order: 'new' })}</div>
      <div class="segments" role="group" aria-label=${say('whose')}>${tab(say('all'), { mine: false })}${tab(say('mine'), { mine: true })}</div>
      <form role="search" onSubmit=${search}><input type="search" name="search" aria-label=${say('search-label')} placeholder=${say('search')} maxlength="100" /></form></div>
    ${state === 'all' && pictures.length === 0 && html`<p class="quiet gallery-empty">${say(isWhole ? 'gallery-empty' : 'none-such')}</p>`}
    <div class="gallery-grid">
      ${pictures.map((picture) => html`<${GalleryCard} key=${picture.id} picture=${picture} onOpen=${setOpened} onChange=${change} onTrouble=${onTrouble} />`)}
    </div>
    ${state !== 'all' && html`<button type="button" class="button older" aria-disabled=${state === 'loading' ? 'true' : undefined} onClick=${state === 'loading' ? undefined : () => load(wanted, page + 1)}>${say(state === 'loading' ? 'loading' : 'more')}</button>`}
    ${opened && html`<${PictureDetails} key=${opened} id=${opened} onOpen=${setOpened} onChange=${change} onTrouble=${onTrouble} onRecall=${onRecall} onClose=${() => setOpened('')} />`}
  </main>`;
}

/** Votes move pictures between pages while one reads: each is shown once. */
function mergePictures(current: readonly GalleryView[], arrived: readonly GalleryView[]): GalleryView[] {
  return [...new Map([...current, ...arrived].map((picture) => [picture.id, picture])).values()];
}
