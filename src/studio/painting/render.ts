import type { StoredImage } from '#db/images.ts';
import type { Credentials } from '#images/credentials/credentials.ts';
import { encodePng, type PngOptions } from '#images/png.ts';
import { createByteCache } from '#lib/byte-cache.ts';
import { canEnlarge } from '#sampling/enlarge.ts';
import type { Sketch } from '#sampling/sampler.ts';
import type { CheckpointStore, OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { Painter } from './painter.ts';

export interface RenderedPicture {
  id: string;
  png: Uint8Array;
  /** In pixels; pictures are square. */
  width: number;
  height: number;
}

/** What a picture is made from, wherever it is kept. */
export type Renderable = Pick<StoredImage, 'id' | 'code' | 'style' | 'checkpointId'> & {
  seed: number;
  /** Its pixels, where it was painted already. */
  pixels?: Uint8Array;
};

/** Chat shows pictures at twice the model's size, enlarged ones at four times; both are powers of two. */
export const shownScale = 2;
export const enlargedScale = 4;

export interface Renderer {
  /** Pixels of sketches: premultiplied RGBA, `[size, size, 4]` each. */
  paint(checkpoint: OpenCheckpoint, sketches: Sketch[]): Promise<Uint8Array[]>;
  /** Pictures as PNG files, in the order given. The same picture gives the same bytes, but for what is signed. */
  render(images: readonly Renderable[], scale?: number): Promise<RenderedPicture[]>;
  /** Forgets what was rendered of pictures that are no more. */
  forget(imageIds: readonly string[]): void;
}

/** PNG files kept in memory, in bytes: some thousand pictures, a gallery page or two for everyone. */
const keptBytes = 64 * 2 ** 20;

/** Pictures are functions of checkpoint, code and style: this evaluates them, each once while it is asked for. */
export function createRenderer(checkpoints: CheckpointStore, painter: Painter, credentials: Credentials): Renderer {
  const kept = createByteCache<RenderedPicture>(keptBytes, ({ png }) => png.byteLength);

  const paint = (checkpoint: OpenCheckpoint, sketches: Sketch[]) => painter.decode(checkpoint.directory, sketches);

  /** A picture's PNG file: enlarged by the network for it where it is large enough for that, else smoothly. */
  async function encode(pixels: Uint8Array, { size, scale, provenance }: PngOptions & { scale: number }) {
    if (scale === 1 || !canEnlarge(size)) return encodePng(pixels, { size, scale, provenance });
    return encode(await painter.enlarge(pixels), { size: 2 * size, scale: scale / 2, provenance });
  }

  /** The picture of each image, to come. */
  function renderWith(checkpointId: string, images: readonly Renderable[], scale: number): Promise<RenderedPicture>[] {
    const painted = checkpoints.open(checkpointId).then(async (checkpoint) => {
      const known = images.flatMap(({ pixels }) => pixels ?? []);
      if (known.length === images.length) return { size: checkpoint.size, pixels: known };
      const sketches = images.map(({ code, style }) => ({ code, style: checkpoint.latent.oneHot(style) }));
      return { size: checkpoint.size, pixels: await paint(checkpoint, sketches) };
    });
    return images.map(async ({ id, style, seed }, index) => {
      const { size, pixels } = await painted;
      const provenance = { software: 'Easel', checkpoint: checkpointId, style, seed };
      const png = await credentials.sign(await encode(pixels[index]!, { size, scale, provenance }), 'image/png');
      return { id, png, width: size * scale, height: size * scale };
    });
  }

  return {
    paint,
    forget: (imageIds) => {
      for (const id of imageIds) for (const scale of [shownScale, enlargedScale]) kept.forget(`${id}@${scale}`);
    },
    render: async (images, scale = shownScale) => {
      const keyOf = ({ id }: Renderable) => `${id}@${scale}`;
      const missing = images.filter((image) => !kept.get(keyOf(image)));
      const found = new Map(images.map((image) => [image, kept.get(keyOf(image))]));
      for (const [checkpointId, group] of Map.groupBy(missing, (image) => image.checkpointId)) {
        for (const [index, picture] of renderWith(checkpointId, group, scale).entries()) {
          found.set(group[index]!, picture);
          kept.set(keyOf(group[index]!), picture);
        }
      }
      return Promise.all(images.map((image) => found.get(image)!));
    },
  };
}

/** Four pictures, so that the program most people need is compiled before they ask. */
export function warmUp({ latent }: OpenCheckpoint): Sketch[] {
  const sketch = { code: new Float32Array(latent.layout.size), style: latent.oneHot(latent.styles[0]!) };
  return Array<typeof sketch>(4).fill(sketch);
}
