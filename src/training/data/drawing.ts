import sharp from 'sharp';
import type { RawPicture } from '#images/frame.ts';

/** A drawing to be rendered. */
export interface Drawing {
  svg: string;
  /** To be mirrored after rendering. */
  mirrored: boolean;
}

/** Pictures are this much larger than the frame until they are cut out, and made smaller once. */
export const oversampling = 4;

/** A drawing as pixels, four times as large as the frame that it is meant for. */
export async function renderDrawing({ svg, mirrored }: Drawing, size: number): Promise<RawPicture> {
  const large = sharp(Buffer.from(svg)).resize(size * oversampling, size * oversampling, {
    fit: 'contain',
    background: '#0000',
  });
  const { data, info } = await large.flop(mirrored).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: data };
}
