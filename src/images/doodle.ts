import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { showName } from './decode.ts';
import { boundingBox, framePicture, isCutOut, type RawPicture } from './frame.ts';

type Colour = readonly [number, number, number];

/** How far a channel may be from the paper's to be paper still, and from where on it is all ink. */
const ink = { from: 28, all: 84 };
/** Shares of the rim and of the whole picture that are paper at least, where it is a drawing. */
const paperShare = { rim: 0.6, whole: 0.25 };
/** A drawing covers this share of the paper at least. */
const leastInk = 0.0004;
/** Darker paper than this is drawn on with light pens. */
const darkPaper = 96;
/** Lines thinner than a pixel are faint: they are made up to so many times as strong. */
const strongest = 4;
/** Ink of this alpha is a line. */
const solid = 200;

/**
 * What somebody drew, as the model of doodles sees it: ink on clear paper, framed, premultiplied RGBA `[size, size, 4]`. The
 * paper may be clear, or of any one colour that reaches the rim; on dark paper, light lines become dark ones. Throws
 * `bad_image` where nothing is drawn or there is no paper, as in a photograph.
 */
export async function readDoodle(picture: RawPicture, name: string, size: number): Promise<Uint8Array> {
  const shown = showName(name);
  const drawn = isCutOut(picture) ? picture : withoutPaper(picture);
  if (!drawn) {
    throw new AppError('bad_image', message('doodle.photograph', { name: shown }));
  }
  if (inkOf(drawn) < leastInk || !boundingBox(drawn)) {
    throw new AppError('bad_image', message('doodle.empty', { name: shown }));
  }
  return strengthen((await framePicture(inDark(drawn), size))!);
}

/** The share of pixels that are covered. */
function inkOf({ rgba }: RawPicture): number {
  let sum = 0;
  for (let i = 3; i < rgba.length; i += 4) sum += rgba[i]!;
  return sum / 255 / (rgba.length / 4);
}

/** The largest difference of a pixel from a colour in any channel. */
const distance = (rgba: Uint8Array, at: number, [red, green, blue]: Colour): number =>
  Math.max(Math.abs(rgba[at]! - red), Math.abs(rgba[at + 1]! - green), Math.abs(rgba[at + 2]! - blue));

/** The picture with its paper clear, or nothing where it has none. */
function withoutPaper(picture: RawPicture): RawPicture | undefined {
  const { width, height, rgba } = picture;
  const rim = rimOf(width, height);
  const paper = commonest(rgba, rim);
  const isPaper = (at: number) => distance(rgba, at, paper) < ink.all;
  const onRim = rim.filter(isPaper).length / rim.length;
  const light = Math.max(...paper) >= darkPaper;
  const result = new Uint8Array(rgba);
  let clear = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    const share = (distance(rgba, at, paper) - ink.from) / (ink.all - ink.from);
    const alpha = Math.max(0, Math.min(1, share));
    if (alpha === 0) clear++;
    result[at + 3] = Math.round(255 * alpha);
    for (let channel = at; channel < at + 3; channel++) {
      result[channel] = light ? rgba[channel]! : Math.max(0, rgba[channel]! - paper[channel - at]!);
    }
  }
  const whole = clear / (rgba.length / 4);
  return onRim < paperShare.rim || whole < paperShare.whole ? undefined : { width, height, rgba: result };
}

/** Where the pixels along the rim lie. */
function rimOf(width: number, height: number): number[] {
  const rim: number[] = [];
  for (let x = 0; x < width; x++) rim.push(x * 4, ((height - 1) * width + x) * 4);
  for (let y = 0; y < height; y++) rim.push(y * width * 4, (y * width + width - 1) * 4);
  return rim;
}

/** The mean of the pixels that have the commonest colour among these, of 16 × 16 × 16. */
function commonest(rgba: Uint8Array, places: readonly number[]): Colour {
  const keyOf = (at: number) => ((rgba[at]! >> 4) << 8) | (rgba[at + 1]! & 0xf0) | (rgba[at + 2]! >> 4);
  const groups = [...Map.groupBy(places, keyOf).values()];
  const largest = groups.reduce((best, group) => (group.length > best.length ? group : best));
  const mean = (channel: number) => largest.reduce((sum, at) => sum + rgba[at + channel]!, 0) / largest.length;
  return [mean(0), mean(1), mean(2)];
}

/** Light grey lines, which were drawn on something dark, as dark ones; where all is light. */
function inDark(picture: RawPicture): RawPicture {
  const { rgba } = picture;
  let [seen, light] = [0, 0];
  for (let at = 0; at < rgba.length; at += 4) {
    seen += rgba[at + 3]!;
    if (isLightGrey(rgba, at)) light += rgba[at + 3]!;
  }
  if (light < 0.5 * seen) return picture;
  const dark = new Uint8Array(rgba);
  for (let at = 0; at < rgba.length; at += 4) {
    if (isLightGrey(rgba, at)) dark.fill(0, at, at + 3);
  }
  return { ...picture, rgba: dark };
}

function isLightGrey(rgba: Uint8Array, at: number): boolean {
  const [red, green, blue] = [rgba[at]!, rgba[at + 1]!, rgba[at + 2]!];
  const least = Math.min(red, green, blue);
  return least > 170 && Math.max(red, green, blue) - least < 40;
}

/** Faint lines of premultiplied RGBA, such as those of a fine pen on a large sheet, made as strong as lines are. */
function strengthen(pixels: Uint8Array): Uint8Array {
  const alphas: number[] = [];
  for (let i = 3; i < pixels.length; i += 4) if (pixels[i]! > 8) alphas.push(pixels[i]!);
  const strong = alphas.sort((one, other) => one - other)[Math.floor(alphas.length * 0.8)] ?? 255;
  const gain = Math.min(strongest, Math.max(1, solid / strong));
  if (gain === 1) return pixels;
  for (let at = 0; at < pixels.length; at += 4) {
    const own = Math.min(gain, 255 / Math.max(1, pixels[at + 3]!));
    for (let i = at; i < at + 4; i++) pixels[i] = Math.min(255, Math.round(pixels[i]! * own));
  }
  return pixels;
}
