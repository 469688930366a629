import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { framePicture, type RawPicture } from '#images/frame.ts';
import { findLookAlikes } from '#training/data/deduplicate.ts';
import { removeSpecks, smooth } from '#training/data/denoise.ts';
import { segment } from '#training/data/segment.ts';

const svg = (body: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128">${body}</svg>`);
const disc = '<circle cx="60" cy="66" r="40" fill="#c22"/><circle cx="60" cy="66" r="10" fill="#fff"/>';
const on = (ground: string, body = disc) => sharp(svg(`<rect width="128" height="128" fill="${ground}"/>${body}`));

async function raw(picture: Sharp): Promise<RawPicture> {
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: data };
}

const pixel = ({ width, rgba }: RawPicture, x: number, y: number) => [
  ...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

describe('a background', () => {
  test.each(['#ffffff', '#e7c9a0', '#203040'])('of %s becomes clear, without a fringe of it', async (ground) => {
    const { picture, background } = segment(await raw(on(ground)));
    expect(background).toBe('removed');
    expect(pixel(picture, 3, 3)).toEqual([0, 0, 0, 0]);
    const whole = (await framePicture(picture, 64))!;
    const truth = (await framePicture(await raw(sharp(svg(disc))), 64))!;
    const difference = whole.reduce((sum, value, i) => sum + Math.abs(value - truth[i]!), 0) / whole.length;
    expect(difference).toBeLessThan(1.5);
  });

  test('stays where the picture encloses it', async () => {
    const { picture } = segment(await raw(on('#ffffff')));
    expect(pixel(picture, 60, 66)).toEqual([255, 255, 255, 255]);
  });

  test("leaves a sticker's white outline on grey as it is", async () => {
    const outlined = '<circle cx="64" cy="64" r="44" fill="#fff"/><circle cx="64" cy="64" r="40" fill="#c22"/>';
    const { picture, background } = segment(await raw(on('#a8a8a8', outlined)));
    expect(background).toBe('removed');
    expect(pixel(picture, 64, 22)).toEqual([255, 255, 255, 255]);
  });

  test('of many colours is a photograph, left alone', async () => {
    const ramp = await raw(
      on(
        '#000',
        '<linearGradient id="g"><stop/><stop offset="1" stop-color="#fff"/></linearGradient><rect width="128" height="128" fill="url(#g)"/>',
      ),
    );
    expect(segment(ramp)).toEqual({ picture: ramp, background: 'kept' });
  });

  test('that is all there is, is a picture', async () => {
    expect(segment(await raw(on('#123456', ''))).background).toBe('kept');
  });

  test('that is clear already is not touched', async () => {
    const cutOut = await raw(sharp(svg(disc)));
    expect(segment(cutOut)).toEqual({ picture: cutOut, background: 'clear' });
  });
});

describe('noise', () => {
  test("of a JPEG's compression is smoothed, and its edges stay", async () => {
    const clean = await raw(on('#ffffff'));
    const jpeg = await raw(sharp(await on('#ffffff').jpeg({ quality: 60 }).toBuffer()));
    const error = (picture: RawPicture) =>
      picture.rgba.reduce((sum, value, i) => sum + (value - clean.rgba[i]!) ** 2, 0) / picture.rgba.length;
    expect(error(smooth(jpeg))).toBeLessThan(0.9 * error(jpeg));
    const crisp = await raw(
      sharp(svg('<rect width="64" height="128" fill="#c22"/><rect x="64" width="64" height="128"/>')),
    );
    expect(smooth(crisp).rgba).toEqual(Uint8Array.from(crisp.rgba));
  });

  test('of a few pixels beside the picture goes, so that it does not move the frame', async () => {
    const dusty = await raw(sharp(svg(`${disc}<rect x="124" y="2" width="2" height="2"/>`)));
    const cleaned = removeSpecks(dusty);
    expect(pixel(cleaned, 125, 3)).toEqual([0, 0, 0, 0]);
    expect(pixel(dusty, 125, 3)[3], 'the original is not touched').toBe(255);
    const clean = await raw(sharp(svg(disc)));
    expect(cleaned.rgba).toEqual(Uint8Array.from(clean.rgba));
    expect(removeSpecks(clean)).toBe(clean);
  });

  test('is told from confetti, whose pieces are all small', async () => {
    const pieces = Array.from(
      { length: 900 },
      (_, i) => `<rect x="${(i % 30) * 4}" y="${Math.floor(i / 30) * 4}" width="2" height="2"/>`,
    );
    const confetti = await raw(sharp(svg(pieces.join(''))));
    expect(removeSpecks(confetti)).toBe(confetti);
  });
});

describe('look-alikes', () => {
  const framed = async (picture: Sharp) => (await framePicture(await raw(picture), 64))!;
  const face = (mouth: string) =>
    sharp(
      svg(
        `<circle cx="64" cy="64" r="60" fill="#fc3"/><circle cx="44" cy="50" r="8"/><circle cx="84" cy="50" r="8"/>${mouth}`,
      ),
    );
  const smile = '<path d="M34 76A30 24 0 0 0 94 76Z"/>';

  test('are found smaller, with a margin, and saved anew', async () => {
    const original = await face(smile).png().toBuffer();
    const pictures = await Promise.all([
      framed(sharp(original)),
      framed(sharp(original).extend({ top: 30, left: 5, background: '#0000' })),
      framed(sharp(await sharp(original).webp({ quality: 40 }).toBuffer())),
      framed(sharp(original).resize(100)),
    ]);
    expect([...findLookAlikes(pictures, 64)]).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ]);
  });

  test('are not faces of another mood, another colour or the other way round', async () => {
    const frown = '<path d="M34 100A30 24 0 0 1 94 100Z"/>';
    const pictures = await Promise.all([
      framed(face(smile)),
      framed(face(frown)),
      framed(face(smile).modulate({ hue: 40 })),
      framed(face('<path d="M34 76A30 24 0 0 0 70 96Z"/>')),
      framed(face('<path d="M34 76A30 24 0 0 0 70 96Z"/>').flop()),
    ]);
    expect([...findLookAlikes(pictures, 64)]).toEqual([]);
  });
});
