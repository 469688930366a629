import type { StoredImage } from '#db/images.ts';
import { encodePng } from '#images/png.ts';
import type { CheckpointStore, OpenCheckpoint } from './checkpoints.ts';
import type { Painter, Sketch } from './painter.ts';

export interface RenderedPicture {
  id: string;
  png: Uint8Array;
  /** In pixels; pictures are square. */
  width: number;
  height: number;
}

/** What a picture is made from, wherever it is kept. */
export type Renderable = Pick<StoredImage, 'id' | 'code' | 'style' | 'checkpointId'> & { seed: number };

/** Chat shows pictures at twice the model's size, enlarged ones at four times. */
export const shownScale = 2;
export const enlargedScale = 4;

export interface Renderer {
  /** Pixels of sketches: premultiplied RGBA, `[size, size, 4]` each. */
  paint(checkpoint: OpenCheckpoint, sketches: Sketch[]): Promise<Uint8Array[]>;
  /** Pictures as PNG files, in the order given. The same picture gives the same bytes. */
  render(images: readonly Renderable[], scale?: number): Promise<RenderedPicture[]>;
}

/** PNG files kept in memory: a gallery page or two for everyone. */
const keptAtMost = 1000;

/** Pictures are functions of checkpoint, code and style: this evaluates them. */
export function createRenderer(checkpoints: CheckpointStore, painter: Painter): Renderer {
  const kept = new Map<string, RenderedPicture>();

  function keep(key: string, picture: RenderedPicture): void {
    kept.delete(key);
    kept.set(key, picture);
    if (kept.size > keptAtMost) kept.delete(kept.keys().next().value!);
  }

  const paint = (checkpoint: OpenCheckpoint, sketches: Sketch[]) => painter.decode(checkpoint.directory, sketches);

  async function renderWith(checkpointId: string, images: readonly Renderable[], scale: number): Promise<void> {
    const checkpoint = await checkpoints.open(checkpointId);
    const sketches = images.map(({ code, style }) => ({ code, style: checkpoint.latent.oneHot(style) }));
    const pixels = await paint(checkpoint, sketches);
    await Promise.all(
      images.map(async ({ id, style, seed }, index) => {
        const provenance = { software: 'Easel', checkpoint: checkpointId, style, seed };
        const png = await encodePng(pixels[index]!, { size: checkpoint.size, scale, provenance });
        keep(`${id}@${scale}`, { id, png, width: checkpoint.size * scale, height: checkpoint.size * scale });
      }),
    );
  }

  return {
    paint,
    render: async (images, scale = shownScale) => {
      const missing = images.filter(({ id }) => !kept.has(`${id}@${scale}`));
      const byCheckpoint = Map.groupBy(missing, ({ checkpointId }) => checkpointId);
      const found = new Map(images.map(({ id }) => [id, kept.get(`${id}@${scale}`)]));
      for (const [checkpointId, group] of byCheckpoint) {
        await renderWith(checkpointId, group, scale);
        for (const { id } of group) found.set(id, kept.get(`${id}@${scale}`));
      }
      return images.map(({ id }) => found.get(id)!);
    },
  };
}
