import { html } from 'htm/preact';
import { say } from '../say.ts';
import type { ImageView } from '../views.ts';
import { useSpoiler } from './spoilers.ts';
import { useMotion } from './use-motion.ts';

interface LargePictureProps {
  image: Pick<ImageView, 'url' | 'alt' | 'width' | 'height' | 'spoiler'>;
  className?: string;
}

/** A picture by itself; a spoiler is a blurred button until it is clicked. */
export function LargePicture({ image, className = '' }: LargePictureProps) {
  const { url, alt, width, height } = image;
  const [hidden, reveal] = useSpoiler(image);
  const { picture, toggle } = useMotion({ image, alt, className });
  if (!hidden) return html`${picture}${toggle}`;
  return html`<button type="button" class="spoiler" aria-label=${say('show-spoiler')} onClick=${reveal}>
    <img class=${className} src=${url} alt="" width=${width} height=${height} />
    <span class="spoiler-tag" aria-hidden="true">${say('spoiler')}</span>
  </button>`;
}
