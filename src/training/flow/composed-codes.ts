import type { Random } from '#lib/random.ts';
import type { Scene } from '../data/compositions/scene.ts';
import type { ComposedPictures } from '../data/dataset.ts';

interface ComposedCode {
  code: Float32Array;
  scene: Scene;
  style: string;
}

/** Draws codes of a data set's compositions, each encoded when it is first drawn. */
type ComposedCodes = (random: Random) => Promise<ComposedCode>;

/** Premultiplied RGBA `[size, size, 4]`, bytes or shares in [0, 1] → codes. */
export type Encode = (pictures: readonly (Uint8Array | Float32Array)[]) => Promise<Float32Array[]>;

/** How often a scene is taken as its second style draws it. */
const otherStyle = 0.3;

/** Those that are painted in `styles`; `finish` is done to each code before it is kept. */
export function openComposedCodes(
  { count, at, picture }: ComposedPictures,
  styles: readonly string[],
  encode: Encode,
  finish: (code: Float32Array) => Float32Array,
): ComposedCodes {
  /** By number and style; nothing for what cannot be drawn. */
  const known = new Map<string, Float32Array | undefined>();

  async function codeOf(number: number, style: string): Promise<Float32Array | undefined> {
    const key = `${number} ${style}`;
    if (known.has(key)) return known.get(key);
    const pixels = await picture(number, style);
    const code = pixels && finish((await encode([pixels]))[0]!);
    known.set(key, code);
    return code;
  }

  return async (random) => {
    for (;;) {
      const number = random.integer(count);
      const { scene, style: own, other } = at(number);
      const style = random.uniform() < otherStyle ? other : own;
      const code = styles.includes(style) ? await codeOf(number, style) : undefined;
      if (code) return { code, scene, style };
    }
  };
}
