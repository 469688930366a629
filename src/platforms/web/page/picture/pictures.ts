import { html } from 'htm/preact';
import type { Button } from '#chat/reply.ts';
import { say } from '../say.ts';
import { ButtonRow } from '../timeline/button-row.ts';
import type { ImageView } from '../views.ts';
import { PictureButton } from './picture-button.ts';

interface PicturesProps {
  images: readonly ImageView[];
  buttons: readonly (readonly Button[])[];
  pressed: readonly string[];
  /** Attachments are shown small. */
  small: boolean;
  onPress: (id: string) => Promise<void>;
  onOpen: (index: number) => void;
}

/** How many stand side by side where there is room. */
function columnsFor(count: number): number {
  if (count <= 4) return count;
  return count === 7 || count === 8 ? 4 : 3;
}

/** The pictures of a message: Easel's own numbered in a grid, each with its buttons, others at their own size. */
export function Pictures({ images, buttons, pressed, small, onPress, onOpen }: PicturesProps) {
  const numbered = images.filter(({ number }) => number !== undefined);
  const tile = (image: ImageView, index: number) => {
    const { id, number, name } = image;
    const own = buttons.flat().filter(({ picture }) => picture !== undefined && picture === id);
    return html`<figure class="tile" key=${`${id ?? name}-${index}`}>
      <${PictureButton} image=${image} place=${number !== undefined && numbered.length > 1 ? `${number} of ${numbered.length}` : ''} onOpen=${() => onOpen(index)}>
        ${number !== undefined && images.length > 1 && html`<span class="tile-number" aria-hidden="true">${number}</span>`}
      </${PictureButton}>
      ${own.length > 0 && html`<${ButtonRow} buttons=${own} pressed=${pressed} onPress=${onPress} />`}
    </figure>`;
  };
  if (small) {
    return html`<div class="thumbs">${images.map(
      ({ url, name }, index) =>
        html`<button type="button" class="thumb-open" key=${url} title=${name} aria-label=${say('open', { name })} onClick=${() => onOpen(index)}><img class="thumb" src=${url} alt="" /></button>`,
    )}</div>`;
  }
  const plain = images.filter(({ number }) => number === undefined);
  const place = (image: ImageView) => images.indexOf(image);
  return html`<div class="pictures">
    ${plain.length > 0 && html`<div class="grid plain">${plain.map((image) => tile(image, place(image)))}</div>`}
    ${numbered.length > 0 && html`<div class=${`grid columns-${columnsFor(numbered.length)}`}>${numbered.map((image) => tile(image, place(image)))}</div>`}
  </div>`;
}
