import { html } from 'htm/preact';
import type { GalleryView } from '../views.ts';
import { VoteButtons } from './vote-buttons.ts';

interface GalleryCardProps {
  picture: GalleryView;
  onOpen: (id: string) => void;
  onChange: (picture: GalleryView) => void;
  onTrouble: (words: string) => void;
}

/** A picture of the gallery with its votes. */
export function GalleryCard({ picture, onOpen, onChange, onTrouble }: GalleryCardProps) {
  const { id, url, width, height, alt, subject, author } = picture;
  return html`<figure class="tile card">
    <button type="button" class="tile-open" title=${alt} aria-label=${`Open ${alt}`} onClick=${() => onOpen(id)}>
      <img src=${url} alt="" width=${width} height=${height} loading="lazy" />
    </button>
    <figcaption><b title=${subject}>${subject || 'Free sample'}</b><span>by ${author}</span></figcaption>
    <${VoteButtons} picture=${picture} onChange=${onChange} onTrouble=${onTrouble} />
  </figure>`;
}
