import { beforeAll, expect, test } from 'vitest';
import { boundingBox } from '#images/frame.ts';
import { avatarPackages, collectAvatars } from '#training/data/avatars.ts';
import { describeData, writeCard } from '#training/data/card.ts';
import { readConcepts } from '#training/data/concepts.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { findLookAlikes } from '#training/data/deduplicate.ts';
import { pictureOf } from '#training/data/pictures.ts';
import { type Candidate, runPipeline } from '#training/data/pipeline.ts';

const size = 32;
const drawn = 20;
let candidates: Candidate[];
let avatars: Dataset;

/** The first avatars of each style: all of them take a minute. */
beforeAll(async () => {
  candidates = await collectAvatars(Object.keys(avatarPackages), size);
  const first = candidates.filter(({ picture }) => Number(picture.concept.split(' ')[1]) <= drawn);
  avatars = await runPipeline({ name: 'avatars', size, candidates: first, drawn: true });
}, 120_000);

test('are 500 a style, a tenth of them held out', () => {
  expect(avatars.styles).toEqual(Object.keys(avatarPackages));
  for (const [style, own] of Map.groupBy(candidates, ({ picture }) => picture.style)) {
    expect(own, style).toHaveLength(500);
    expect(own.filter(({ picture }) => picture.heldOut).length / 500, style).toBeCloseTo(0.1, 1);
  }
});

test('are the same each time they are drawn', async () => {
  const again = await candidates[7]!.read();
  expect(again).toEqual(await candidates[7]!.read());
});

test('stand on clear ground, fill the frame and differ', () => {
  for (const style of avatars.styles) {
    const places = [...avatars.pictures.keys()].filter((index) => avatars.pictures[index]!.style === style);
    const pictures = places.map((index) => pictureOf(avatars, index));
    for (const rgba of pictures) {
      const box = boundingBox({ width: size, height: size, rgba })!;
      expect(Math.max(box.width, box.height), style).toBeGreaterThanOrEqual(size - 4);
      expect(rgba[3], `the corner of ${style}`).toBe(0);
    }
    if (style !== 'glass') expect(findLookAlikes(pictures, size).size, style).toBeLessThan(3);
  }
});

test('have names of their own, none of them that of an emoji', async () => {
  const concepts = [...new Set(candidates.map(({ picture }) => picture.concept))];
  expect(concepts).toHaveLength(candidates.length);
  const emoji = new Set((await readConcepts()).map(({ concept }) => concept));
  expect(concepts.filter((concept) => emoji.has(concept) || !/^[a-z-]+ \d+$/.test(concept))).toEqual([]);
});

test('are all in the public domain by their packages, and the card says so', async () => {
  const card = await describeData(avatars);
  for (const { style, credit } of card.styles) {
    expect(credit, style).toMatchObject({ licence: 'CC0 1.0', url: expect.stringContaining('publicdomain/zero') });
  }
  const text = writeCard(card);
  expect(text).toContain('| open-peeps | Open Peeps | Pablo Stanley | [CC0 1.0](');
  expect(text).toContain(`${9 * drawn} pictures of 32 × 32 pixels, ${card.heldOut} of them held out`);
  expect(text).toContain('![rings](rings.png)');
});
