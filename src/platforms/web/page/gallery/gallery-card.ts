import { html } from 'htm/preact';
import { PictureButton } from '../picture/picture-button.ts';
import { VoteButtons } from '../picture/vote-buttons.ts';
import { say } from '../say.ts';
import type { GalleryView } from '../views.ts';

interface GalleryCardProps {
  picture: GalleryView;
  onOpen: (id: string) => void;
  onChange: (picture: GalleryView) => void;
  onTrouble: (words: string) => void;
}

/** A picture of the gallery with its votes. */
export function GalleryCard({ picture, onOpen, onChange, onTrouble }: GalleryCardProps) {
  const { id, subject, author } = picture;
  return html`<figure class="tile card">
    <${PictureButton} image=${picture} onOpen=${() => onOpen(id)} />
    <figcaption><b title=${subject}>${subject || say('free-sample')}</b><span>${say('by', { author })}</span></figcaption>
    <${VoteButtons} picture=${picture} onChange=${onChange} onTrouble=${onTrouble} />
  </figure>`;
}
