import { wcagContrast } from 'culori';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type BannerUse, bannerSizes, drawBanner } from '#images/banner.ts';
import { groundFor } from '#images/ground.ts';
import { checkLetters, setWords } from '#images/lettering.ts';

const box = { width: 500, height: 320 };
const whole = ({ lines }: { lines: { words: string }[] }) => lines.map(({ words }) => words).join(' ');

describe('words on a banner', () => {
  it.each([
    'Hi',
    'Game night',
    'The quarterly meeting of all people who like foxes and doughnuts',
    'Donaudampfschifffahrtsgesellschaftskapitän',
    'Привет, мир',
    'W'.repeat(80),
  ])('%s lies within its box, whole', (words) => {
    const set = setWords(words, box, 120);
    for (const { width } of set.lines) expect(width).toBeLessThanOrEqual(box.width + 0.5);
    expect(set.lines.length * set.size * 1.14).toBeLessThanOrEqual(box.height + 0.5);
    expect(set.size).toBeLessThanOrEqual(120);
    expect(set.size).toBeGreaterThanOrEqual(0.09 * box.height - 0.01);
    expect(whole(set).replaceAll(' ', '')).toBe(words.replaceAll(' ', ''));
  });

  it('are broken between words, and within one only where it alone is too long', () => {
    expect(
      setWords('The quarterly meeting of all people who like foxes', box, 120).lines.map(({ words }) => words),
    ).not.toContain(expect.stringMatching(/mee$/));
    const narrow = setWords(`${'x'.repeat(60)} end`, { width: 200, height: 100 }, 80);
    expect(narrow.lines.length).toBeGreaterThan(1);
  });

  it('are refused by name where there are no letters for them', () => {
    expect(() => checkLetters('Ça va, Ωμέγα & Київ! 100 %')).not.toThrow();
    expect(() => checkLetters('日本 🎉')).toThrow('no letters for 日 本 🎉.');
  });
});

describe('a banner', () => {
  it.each(Object.keys(bannerSizes) as BannerUse[])(
    '%s has its size, and its words are there to be read',
    async (use) => {
      const png = await sharp({ create: { width: 64, height: 64, channels: 4, background: '#e70' } })
        .png()
        .toBuffer();
      const motif = { png, pixels: await sharp(png).raw().toBuffer() };
      const [width, height] = bannerSizes[use];
      const [plain, lettered] = await Promise.all(
        [' ', 'Game night'].map(async (words) =>
          sharp(await drawBanner([motif, motif], { use, words }))
            .removeAlpha()
            .raw()
            .toBuffer({ resolveWithObject: true }),
        ),
      );
      expect([plain!.info.width, plain!.info.height]).toEqual([width, height]);
      let [left, right, changed]: [number, number, number] = [width, 0, 0];
      for (let i = 0; i < plain!.data.length; i += 3) {
        if (Math.abs(plain!.data[i]! - lettered!.data[i]!) < 30) continue;
        const x = (i / 3) % width;
        [left, right, changed] = [Math.min(left, x), Math.max(right, x), changed + 1];
      }
      expect(changed).toBeGreaterThan(0.01 * width * height);
      // Between the two pictures.
      expect(left).toBeGreaterThan(0.2 * width);
      expect(right).toBeLessThan(0.8 * width);
    },
  );

  it.each(['#000', '#fff', '#5865f2', '#808080', '#ffcc00', undefined])('is legible on %s', (colour) => {
    const { ground, deeper, ink } = groundFor([Uint8Array.from([230, 120, 20, 255])], colour);
    // On a middling ground that was asked for, nothing is read better.
    const least = colour === '#808080' || colour === '#5865f2' ? 4.5 : 7;
    for (const shade of [ground, deeper]) expect(wcagContrast(ink, shade)).toBeGreaterThanOrEqual(least);
  });
});
