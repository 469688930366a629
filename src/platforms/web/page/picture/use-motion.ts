import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { icon } from '../frame/icons.ts';
import { say } from '../say.ts';
import type { ImageView } from '../views.ts';

/** Whether a picture moves: Easel's own that do not are PNG files. */
const moves = ({ url }: Pick<ImageView, 'url'>): boolean => /\.(webp|gif)$/.test(url);

interface Shown {
  image: Pick<ImageView, 'url' | 'width' | 'height'>;
  alt: string;
  className?: string;
  lazy?: boolean;
}

/**
 * A picture, and where it moves a button beside it that stops it and lets it go on; for who wants no motion it stands
 * still from the start, as the frame that it had.
 */
export function useMotion({ image, alt, className = '', lazy = false }: Shown): { picture: unknown; toggle: unknown } {
  const [stands, setStands] = useState(() => moves(image) && matchMedia('(prefers-reduced-motion: reduce)').matches);
  const moving = useRef<HTMLImageElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const draw = () => {
    const [shown, canvas] = [moving.current, still.current];
    if (!shown?.complete || shown.naturalWidth === 0 || !canvas) return;
    canvas.width = shown.naturalWidth;
    canvas.height = shown.naturalHeight;
    canvas.getContext('2d')?.drawImage(shown, 0, 0);
  };
  useEffect(() => {
    if (stands) draw();
  }, [stands]);
  const { url, width, height } = image;
  const label = say(stands ? 'play' : 'pause');
  return {
    picture: html`<img ref=${moving} class=${`${className} ${stands ? 'stopped' : ''}`} src=${url} alt=${alt} width=${width} height=${height} loading=${lazy ? 'lazy' : 'eager'} onLoad=${() => stands && draw()} />
      ${stands && html`<canvas ref=${still} class=${className} width=${width} height=${height} aria-hidden="true" />`}`,
    toggle:
      moves(image) &&
      html`<button type="button" class="icon-button motion" title=${label} aria-label=${label} onClick=${() => setStands(!stands)}>${icon(stands ? 'play' : 'pause')}</button>`,
  };
}
