import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boundingBox, framePicture } from '#images/frame.ts';
import { assemble } from '#training/data/assemble.ts';
import { readCache, writeCache } from '#training/data/cache.ts';
import { readConcepts } from '#training/data/concepts.ts';
import type { Skipped } from '#training/data/dataset.ts';
import { type Drawing, renderDrawing } from '#training/data/drawing.ts';
import { emojiPackages } from '#training/data/emoji.ts';
import { collectNames, drawIcon, type IconSet, readIconSet } from '#training/data/iconset.ts';
import { packageVersion } from '#training/data/packages.ts';

/** The small packages; the 3D one alone is 100 MB. */
const styles = Object.keys(emojiPackages).filter((style) => style !== 'fluent');
const sets = new Map<string, IconSet>();
let names: Map<string, Set<string>>;

beforeAll(async () => {
  for (const style of styles) sets.set(style, await readIconSet(emojiPackages[style]!));
  names = collectNames(await readConcepts(), sets.values());
});

const drawingOf = (style: string, concept: string) => {
  const set = sets.get(style)!;
  const own = set.named.get(concept);
  const icon = (own ? [own] : [...names.get(concept)!]).map(set.icon).find((one) => one !== undefined);
  return icon && drawIcon(icon);
};

const framed = async (drawing: Drawing) => (await framePicture(await renderDrawing(drawing, 64), 64))!;

describe('the emoji sets', () => {
  test('are matched by code point, or by name where a set has no list of them', async () => {
    const concepts = await readConcepts();
    const drawn = (style: string) => concepts.filter(({ concept }) => drawingOf(style, concept)).length;
    const counts = Object.fromEntries(styles.map((style) => [style, drawn(style)]));
    expect(counts).toMatchObject({ noto: 1420, twemoji: 1420, 'fluent-flat': 1364 });
    expect(counts['noto-v1']).toBeGreaterThan(1000);
    expect(counts.emojione).toBeGreaterThan(890);
  });

  test.each(styles)('of %s fill the frame alike, premultiplied', async (style) => {
    for (const concept of ['1f98a', '1f369', '1f600']) {
      const pixels = await framed(drawingOf(style, concept)!);
      const box = boundingBox({ width: 64, height: 64, rgba: pixels })!;
      expect(Math.max(box.width, box.height), concept).toBeGreaterThanOrEqual(59);
      expect(Math.max(box.width, box.height), concept).toBeLessThanOrEqual(60);
      expect(Math.abs(2 * box.left + box.width - 64), concept).toBeLessThanOrEqual(2);
      const over = pixels.findIndex((value, index) => value > pixels[index - (index % 4) + 3]!);
      expect(over, 'colour above its alpha').toBe(-1);
    }
  });

  test('know a mirrored drawing by its alias', async () => {
    const set = sets.get('fluent-flat')!;
    expect(set.icon('backhand-index-pointing-right')).toMatchObject({ mirrored: true });
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0H8L0 8Z" fill="#f00"/></svg>';
    const alphaAt = async (mirrored: boolean) => (await framed({ svg, mirrored }))[(50 * 64 + 6) * 4 + 3];
    expect([await alphaAt(false), await alphaAt(true)]).toEqual([255, 0]);
  });

  test('that are not installed are told from those that are', async () => {
    expect(await packageVersion('@iconify-json/noto')).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await packageVersion('@iconify-json/no-such-set')).toBeUndefined();
  });
});

describe('a rendered set', () => {
  let folder: string;
  const picture = (concept: string) => ({ concept, style: 'noto', group: 'g', label: 'l', heldOut: false });
  const rendered = ['a', 'b'].map((concept, fill) => ({
    picture: picture(concept),
    pixels: new Uint8Array(4 * 4 * 4).fill(fill + 1),
  }));

  const setOf = (pictures: typeof rendered) => {
    const skipped: Skipped[] = [{ file: 'x', reason: 'y', stage: 'collect' }];
    return assemble({ name: 'emoji', size: 4, rendered: pictures, skipped, stages: [] });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-cache-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('comes from the cache as it was', async () => {
    const dataset = setOf(rendered);
    await writeCache(folder, 'whole', dataset);
    expect(await readCache(folder, 'whole')).toEqual(dataset);
    expect(await readdir(folder)).toEqual(['whole.data']);
    expect(await readCache(folder, 'another')).toBeUndefined();
  });

  test('whose file was cut short is rendered again', async () => {
    await writeCache(folder, 'short', setOf(rendered));
    await truncate(join(folder, 'short.data'), 300);
    expect(await readCache(folder, 'short')).toBeUndefined();
    await truncate(join(folder, 'short.data'), 2);
    expect(await readCache(folder, 'short')).toBeUndefined();
  });

  test('has another hash as soon as a pixel or a name changes', () => {
    const hash = (concept: string, fill: number) =>
      setOf([{ picture: picture(concept), pixels: new Uint8Array(64).fill(fill) }]).hash;
    expect(new Set([hash('a', 1), hash('a', 2), hash('b', 1)]).size).toBe(3);
    expect(hash('a', 1)).toBe(hash('a', 1));
  });
});
