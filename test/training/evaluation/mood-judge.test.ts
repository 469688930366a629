import { expect, test } from 'vitest';
import { createRandom, type Random } from '#lib/random.ts';
import { openDevice } from '#tensor/device.ts';
import type { Scene } from '#training/data/compositions/scene.ts';
import { faceShot } from '#training/evaluation/face-shot.ts';
import { openMoodJudges } from '#training/evaluation/mood-judge.ts';
import { moodKindOf, moodKinds } from '#training/evaluation/mood-kinds.ts';
import { openTestCompositions } from '../../helpers/compositions.ts';
import { seed } from '../../helpers/numbers.ts';

const size = 128;
const fox = '1f98a';

test('a judge tells moods from near that it learnt in other styles', async () => {
  const compositions = await openTestCompositions();
  const subjects = [fox, '1f43b', '1f431', '1f437'];
  const moods = ['1f60d', '1f62d', '1f634'];
  const drawScene = (random: Random): Scene => ({
    subject: subjects[random.integer(subjects.length)]!,
    mood: moods[random.integer(moods.length)]!,
  });
  const device = await openDevice('cpu', 1);
  const judges = openMoodJudges({ device, compositions, seed: 1, examples: 120, steps: 60, drawScene });
  const asked = subjects.flatMap((subject) => moods.map((mood): Scene => ({ subject, mood })));
  const drawn = await Promise.all(
    asked.map((scene) => compositions.renderFace(scene, 'noto', size, createRandom(seed))),
  );
  const said = await judges.judge('noto', drawn as NonNullable<(typeof drawn)[0]>[], size);
  const right = said.filter((kinds, index) => kinds[0] === moodKindOf(asked[index]!)).length;
  // By chance one in three, or in fourteen.
  expect(right / asked.length, `seed ${seed}`).toBeGreaterThan(0.6);
}, 120_000);

test('the face of a scene is where its eyes are, near enough to be most of what is seen', async () => {
  const compositions = await openTestCompositions();
  const { pixels, face } = (await compositions.renderFace(
    { subject: fox, mood: '1f60d' },
    'noto',
    size,
    createRandom(1),
  ))!;
  const shot = faceShot(pixels, size, face, 64);
  const red = Array.from({ length: 64 * 64 }, (_, place) => shot.subarray(4 * place, 4 * place + 4)).flatMap(
    ([r, g, b], place) => (r! > 200 && g! < 90 && b! < 90 ? [{ x: place % 64, y: Math.floor(place / 64) }] : []),
  );
  // Two hearts, left and right of the middle, in the upper half.
  expect(red.length).toBeGreaterThan(150);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value / values.length, 0);
  expect(Math.abs(mean(red.map(({ x }) => x)) - 32)).toBeLessThan(4);
  expect(mean(red.map(({ y }) => y))).toBeLessThan(32);
});

test('what reaches beyond a picture is empty in its shot', () => {
  const white = new Uint8Array(8 * 8 * 4).fill(255);
  const shot = faceShot(white, 8, { left: -8, top: 0, side: 16 }, 4);
  const alphas = Array.from({ length: 16 }, (_, place) => shot[4 * place + 3]!);
  expect(alphas).toEqual([0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test('a mood is judged where one face can be seen', () => {
  expect(moodKindOf({ subject: fox, mood: '1f621' })).toBe('angry');
  expect(moodKindOf({ subject: fox, mood: '1f621', count: 3 })).toBeUndefined();
  expect(moodKindOf({ subject: fox, mood: '1f621', worn: ['1f576'] })).toBeUndefined();
  expect(moodKindOf({ subject: fox, mood: '1f621', worn: ['1f451'] })).toBe('angry');
  expect(moodKindOf({ subject: fox })).toBeUndefined();
  const all = Object.values(moodKinds).flat();
  expect(new Set(all).size).toBe(all.length);
});
