import { createHash } from 'node:crypto';
import type { DataPicture, Dataset } from './dataset.ts';

interface RenderedPicture {
  picture: DataPicture;
  /** Premultiplied RGBA, `[size, size, 4]`. */
  pixels: Uint8Array;
}

export interface Parts extends Pick<Dataset, 'name' | 'size' | 'skipped' | 'stages'> {
  rendered: readonly RenderedPicture[];
}

/** Puts rendered pictures into one data set, in the order given. */
export function assemble({ name, size, rendered, skipped, stages }: Parts): Dataset {
  const bytes = size * size * 4;
  const pixels = new Uint8Array(rendered.length * bytes);
  rendered.forEach((one, index) => {
    pixels.set(one.pixels, index * bytes);
  });
  const pictures = rendered.map((one) => one.picture);
  const styles = [...new Set(pictures.map((picture) => picture.style))];
  const hash = createHash('sha256').update(JSON.stringify({ size, pictures })).update(pixels).digest('hex');
  return { name, size, styles, pictures, pixels, hash, skipped, stages };
}
