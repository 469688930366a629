import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { icon } from '../frame/icons.ts';
import { Modal } from '../frame/modal.ts';
import { say } from '../say.ts';
import type { ImageView } from '../views.ts';
import { CopyButton } from './copy-button.ts';
import { LargePicture } from './large-picture.ts';

interface LightboxProps {
  images: readonly ImageView[];
  start: number;
  hasGallery: boolean;
  onClose: () => void;
}

/** One picture large, with the others of its message by the arrow keys, and a way to keep it. */
export function Lightbox({ images, start, hasGallery, onClose }: LightboxProps) {
  const [index, setIndex] = useState(start);
  const image = images[index];
  if (!image) return null;
  const turn = (step: number) => setIndex((index + step + images.length) % images.length);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') turn(-1);
    if (event.key === 'ArrowRight') turn(1);
  };
  const { url, alt, id, name, width, height } = image;
  return html`<${Modal} label=${alt} className="lightbox" onClose=${onClose} onKeyDown=${onKeyDown}>
    <div class="lightbox-stage">
      ${images.length > 1 && html`<button type="button" class="icon-button" title=${say('previous')} aria-label=${say('previous')} onClick=${() => turn(-1)}>${icon('left')}</button>`}
      <${LargePicture} className="lightbox-picture" key=${url} image=${image} />
      ${images.length > 1 && html`<button type="button" class="icon-button" title=${say('next')} aria-label=${say('next')} onClick=${() => turn(1)}>${icon('right')}</button>`}
    </div>
    <footer>
      <p><b>${alt}</b><span>${[id, width && height && `${width} × ${height}`, images.length > 1 && `${index + 1} of ${images.length}`].filter(Boolean).join(' · ')}</span></p>
      ${id && hasGallery && html`<a class="button" href=${`/gallery#${id}`}>${say('history')}</a>`}
      <${CopyButton} key=${`copy ${url}`} url=${url} />
      <a class="button primary" href=${url} download=${name}>${icon('download')} ${say('download')}</a>
      <button type="button" class="icon-button" title=${say('close')} aria-label=${say('close')} onClick=${onClose}>${icon('close')}</button>
    </footer>
  </${Modal}>`;
}
