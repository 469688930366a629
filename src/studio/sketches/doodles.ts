import sharp from 'sharp';
import { readStill } from '#images/decode.ts';
import { readDoodle } from '#images/doodle.ts';
import { premultiply, type RawPicture, unpremultiply } from '#images/frame.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { isCheckpoint, readInfo } from '#training/checkpoint/checkpoint.ts';
import type { Upload } from '../api.ts';
import type { Painter } from '../painting/painter.ts';

/** A doodle's translation, premultiplied RGBA `[size, size, 4]` each. */
export interface Translated {
  /** What the model makes of it. */
  pixels: Uint8Array;
  /** The same with the dark lines that somebody drew, such as eyes and whiskers. */
  lined: Uint8Array;
  /** Whether the model knows the style; otherwise it is in the mean of all. */
  known: boolean;
}

/** What a doodle becomes: the model of doodles, made ready. */
export interface Doodles {
  /**
   * A drawing that anyone may have sent, as an emoji in a style. Throws `bad_image` where it is no drawing,
   * `bad_checkpoint` where the model is missing.
   */
  translate(upload: Upload, style: string, size: number): Promise<Translated>;
  /** The same of pixels, as they are drawn. */
  glimpse(drawing: RawPicture, style: string, size: number): Promise<Translated>;
}

interface DoodleParts {
  painter: Pick<Painter, 'translate'>;
  /** The folder of a checkpoint that makes emoji of doodles. */
  directory: string;
}

export function createDoodles({ painter, directory }: DoodleParts): Doodles {
  const describe = async () => {
    if (isCheckpoint(directory)) return readInfo(directory);
    throw new AppError('bad_checkpoint', message('doodle.no-model'));
  };
  async function become(drawing: RawPicture, name: string, style: string, side: number): Promise<Translated> {
    const { styles, size } = await describe();
    const known = styles.includes(style);
    const weights = Float32Array.from(styles, (one) => (known ? Number(one === style) : 1 / styles.length));
    const doodle = await readDoodle(drawing, name, size);
    const [painted] = await painter.translate(directory, [{ pixels: doodle, style: weights }]);
    const pixels = await resize(painted!, size, side);
    return { known, pixels, lined: withLines(pixels, await readDoodle(drawing, name, side)) };
  }
  return {
    translate: async ({ name, bytes }, style, size) => become(await readStill(bytes, name), name, style, size),
    glimpse: (drawing, style, size) => become(drawing, 'the canvas', style, size),
  };
}

/** Colours whose largest channel is below the first are lines, above the second they are not. */
const dark = { all: 70, none: 130 };

/** The dark lines of a doodle over a picture, both premultiplied RGBA of one size. */
function withLines(picture: Uint8Array, doodle: Uint8Array): Uint8Array {
  const lined = new Uint8Array(picture.length);
  for (let at = 0; at < picture.length; at += 4) {
    const alpha = doodle[at + 3]! / 255;
    const brightest = Math.max(doodle[at]!, doodle[at + 1]!, doodle[at + 2]!) / Math.max(alpha, 1 / 255);
    const share = alpha * Math.max(0, Math.min(1, (dark.none - brightest) / (dark.none - dark.all)));
    const ofLine = alpha === 0 ? 0 : share / alpha;
    for (let i = at; i < at + 4; i++) lined[i] = Math.round(doodle[i]! * ofLine + picture[i]! * (1 - share));
  }
  return lined;
}

/** Premultiplied RGBA `[from, from, 4]` as wide and high as `size`. */
async function resize(pixels: Uint8Array, from: number, size: number): Promise<Uint8Array> {
  if (from === size) return pixels;
  const whole = sharp(unpremultiply(pixels), { raw: { width: from, height: from, channels: 4 } });
  return premultiply(await whole.resize(size, size, { kernel: 'lanczos3' }).raw().toBuffer());
}
