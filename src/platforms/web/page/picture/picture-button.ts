import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { say } from '../say.ts';
import type { ImageView } from '../views.ts';
import { useSpoiler } from './spoilers.ts';
import { useMotion } from './use-motion.ts';

interface PictureButtonProps {
  image: Pick<ImageView, 'url' | 'alt' | 'width' | 'height' | 'spoiler'>;
  /** Its place among others, such as `2 of 4`. */
  place?: string;
  onOpen: () => void;
  children?: ComponentChildren;
}

/** A picture that opens; a spoiler is blurred, and no word says what it shows, until it is clicked once. */
export function PictureButton({ image, place = '', onOpen, children }: PictureButtonProps) {
  const { alt } = image;
  const [hidden, reveal] = useSpoiler(image);
  const words = hidden
    ? say('show-spoiler')
    : [say('open', { name: alt }), place && `(${place})`].filter(Boolean).join(' ');
  const { picture, toggle } = useMotion({ image, alt: '', lazy: true });
  return html`<button type="button" class=${hidden ? 'tile-open spoiler' : 'tile-open'} title=${hidden ? words : alt} aria-label=${words} onClick=${hidden ? reveal : onOpen}>
    ${picture}
    ${hidden && html`<span class="spoiler-tag" aria-hidden="true">${say('spoiler')}</span>`}
    ${children}
  </button>${!hidden && toggle}`;
}
