import type { Random } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import type { Scene } from '../data/compositions/scene.ts';
import type { Dataset } from '../data/dataset.ts';
import { copyPixels } from '../data/pictures.ts';
import { loadEncoder } from '../encoder.ts';
import type { Family } from '../family.ts';
import type { Weights } from '../networks.ts';

interface ComposedCode {
  code: Float32Array;
  scene: Scene;
  style: string;
}

/** Codes of a data set's compositions, each encoded when it is first drawn. */
interface ComposedCodes {
  draw(random: Random): Promise<ComposedCode>;
  release(): Promise<void>;
}

interface Options<Config> {
  family: Family<Config>;
  config: Config;
  weights: Weights;
  dataset: Dataset;
  device: Device;
}

/** How often a scene is taken as its second style draws it. */
const otherStyle = 0.3;

/** `finish` is done to each code before it is kept; nothing where there are no compositions, or no encoder. */
export async function openComposedCodes<Config>(
  { family, config, weights, dataset: { composed }, device }: Options<Config>,
  finish: (code: Float32Array) => Float32Array,
): Promise<ComposedCodes | undefined> {
  if (!composed || !family.encode) return undefined;
  const styles = family.styles(config);
  const encoder = await loadEncoder(family, config, weights, device, 1);
  const { count, size, at, picture } = composed;
  const image = new Float32Array(size * size * 4);
  /** By number and style; nothing for what cannot be drawn. */
  const known = new Map<string, Float32Array | undefined>();

  async function codeOf(number: number, style: string): Promise<Float32Array | undefined> {
    const key = `${number} ${style}`;
    if (known.has(key)) return known.get(key);
    const pixels = await picture(number, style);
    if (pixels) copyPixels(pixels, size, image);
    const code = pixels && finish(Float32Array.from((await encoder.run({ image })).code!));
    known.set(key, code);
    return code;
  }

  return {
    draw: async (random) => {
      for (;;) {
        const number = random.integer(count);
        const { scene, style: own, other } = at(number);
        const style = random.uniform() < otherStyle ? other : own;
        const code = styles.includes(style) ? await codeOf(number, style) : undefined;
        if (code) return { code, scene, style };
      }
    },
    release: () => encoder.release(),
  };
}
