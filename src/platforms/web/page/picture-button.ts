import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import type { ImageView } from '../views.ts';
import { say } from './say.ts';
import { useSpoiler } from './spoilers.ts';

interface PictureButtonProps {
  image: Pick<ImageView, 'url' | 'alt' | 'width' | 'height' | 'spoiler'>;
  onOpen: () => void;
  children?: ComponentChildren;
}

/** A picture that opens; a spoiler is blurred, and no word says what it shows, until it is clicked once. */
export function PictureButton({ image, onOpen, children }: PictureButtonProps) {
  const { url, alt, width, height } = image;
  const [hidden, reveal] = useSpoiler(image);
  const words = hidden ? say('show-spoiler') : say('open', { name: alt });
  return html`<button type="button" class=${hidden ? 'tile-open spoiler' : 'tile-open'} title=${hidden ? words : alt} aria-label=${words} onClick=${hidden ? reveal : onOpen}>
    <img src=${url} alt="" width=${width} height=${height} loading="lazy" />
    ${hidden && html`<span class="spoiler-tag" aria-hidden="true">${say('spoiler')}</span>`}
    ${children}
  </button>`;
}
