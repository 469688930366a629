import sharp from 'sharp';
import { readStill } from '#images/decode.ts';
import { readDoodle } from '#images/doodle.ts';
import { premultiply, type RawPicture, unpremultiply } from '#images/frame.ts';
import { AppError } from '#lib/errors.ts';
import { anySeed, createRandom } from '#lib/random.ts';
import { isCheckpoint, readInfo } from '#training/checkpoint.ts';
import type { Job, Upload } from './api.ts';
import type { Painter } from './painter.ts';
import type { Plan } from './plans.ts';
import type { PlanContext, Recipe } from './recipe.ts';
import { partsFor } from './sketched-plans.ts';
import { chooseStyle } from './styles.ts';

/** What a doodle becomes: the model of doodles, made ready. */
export interface Doodles {
  /**
   * A drawing that anyone may have sent, as an emoji in a style or, where the model does not know that, in the mean of all:
   * premultiplied RGBA `[size, size, 4]`. Throws `bad_image` where it is no drawing, `bad_checkpoint` where the model is missing.
   */
  translate(upload: Upload, style: string, size: number): Promise<{ pixels: Uint8Array; known: boolean }>;
  /** The same of pixels, as they are drawn. */
  glimpse(drawing: RawPicture, style: string): Promise<{ pixels: Uint8Array; size: number }>;
}

interface DoodleParts {
  painter: Pick<Painter, 'translate'>;
  /** The folder of a checkpoint that makes emoji of doodles. */
  directory: string;
}

export function createDoodles({ painter, directory }: DoodleParts): Doodles {
  const describe = async () => {
    if (isCheckpoint(directory)) return readInfo(directory);
    throw new AppError(
      'bad_checkpoint',
      'The model that makes emoji of drawings is missing here: whoever runs Easel installs it again. `/generate` paints from words.',
    );
  };
  async function become(drawing: RawPicture, name: string, style: string) {
    const { styles, size } = await describe();
    const known = styles.includes(style);
    const weights = Float32Array.from(styles, (one) => (known ? Number(one === style) : 1 / styles.length));
    const doodle = await readDoodle(drawing, name, size);
    const [pixels] = await painter.translate(directory, [{ pixels: doodle, style: weights }]);
    return { pixels: pixels!, known, size };
  }
  return {
    translate: async ({ name, bytes }, style, size) => {
      const made = await become(await readStill(bytes, name), name, style);
      return { known: made.known, pixels: await resize(made.pixels, made.size, size) };
    },
    glimpse: (drawing, style) => become(drawing, 'the canvas', style),
  };
}

/** Premultiplied RGBA `[from, from, 4]` as wide and high as `size`. */
async function resize(pixels: Uint8Array, from: number, size: number): Promise<Uint8Array> {
  if (from === size) return pixels;
  const whole = sharp(unpremultiply(pixels), { raw: { width: from, height: from, channels: 4 } });
  return premultiply(await whole.resize(size, size, { kernel: 'lanczos3' }).raw().toBuffer());
}

/** The share of the doodle's code that noise takes the place of, for each picture: the first stays nearest to it. */
const freedoms = [0.08, 0.2, 0.35, 0.5];

/** Four emoji of a drawing: what the model of doodles makes of it, made new by the prior, nearer to it or further. */
export async function planDoodle(job: Extract<Job, { kind: 'sketch' }>, context: PlanContext): Promise<Recipe> {
  const { checkpoint, finder, doodles, preferred, caller } = context;
  const { picture, words } = job;
  if (!('upload' in picture)) {
    const advice = 'Attach a picture of it, or draw on the web page. `/edit` changes pictures that are here already.';
    throw new AppError('bad_option', `/sketch takes a drawing of yours. ${advice}`);
  }
  const { latent, size } = checkpoint;
  const style = chooseStyle(job.style, checkpoint, [], preferred);
  const { language } = caller;
  const material = words === undefined ? undefined : await finder.words(words, checkpoint, { language });
  const { pixels, known } = await doodles.translate(picture.upload, style, size);
  const parts = material?.scenes && partsFor(material.scenes, latent, style);
  const subject = material?.label ?? 'your drawing';
  const seed = job.seed ?? anySeed();
  const plans = freedoms.map(
    (freedom, index): Plan => ({
      code: new Float32Array(latent.layout.size),
      alt: subject,
      request: {
        seed: createRandom(seed, index).integer(2 ** 32),
        style: latent.oneHot(style),
        things: [],
        parts,
      },
      sketch: { pixels, borrowed: !known, freedom },
    }),
  );
  return { subject, note: material?.note, style, seed, spread: 0, plans, parents: [] };
}
