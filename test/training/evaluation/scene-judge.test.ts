import { beforeAll, expect, test } from 'vitest';
import { createRandom, type Random } from '#lib/random.ts';
import { openDevice } from '#tensor/device.ts';
import { isHeldOutPair } from '#training/data/compositions/held-out.ts';
import type { Scene } from '#training/data/compositions/scene.ts';
import { drawJudgedScene, openSceneJudges, sceneQuestions, scoreScenes } from '#training/evaluation/scene-judge.ts';
import { openTestCompositions } from '../../helpers/compositions.ts';
import { seed } from '../../helpers/numbers.ts';

const size = 64;
const colours = ['red', 'blue', 'green', 'black'] as const;
const subjects = ['1f98a', '1f43b', '1f431'];
const fox: Scene = { subject: '1f98a', mood: '1f620', worn: ['1f451'], colour: 'blue' };
let judges: Awaited<ReturnType<typeof openSceneJudges>>;
beforeAll(async () => {
  const compositions = await openTestCompositions();
  const device = await openDevice('cpu', 1);
  const drawScene = (random: Random): Scene => ({
    subject: subjects[random.integer(subjects.length)]!,
    colour: colours[random.integer(colours.length)]!,
  });
  judges = await openSceneJudges({ device, compositions, seed: 1, examples: 96, steps: 80, drawScene });
}, 120_000);

test('a judge tells colours that it learnt in other styles', async () => {
  const { render } = await openTestCompositions();
  const asked = colours.flatMap((colour) => subjects.map((subject): Scene => ({ subject, colour })));
  const pictures = await Promise.all(asked.map((scene) => render(scene, 'noto', size, createRandom(seed))));
  const judged = await judges.judge('noto', pictures as Uint8Array[], size);
  for (const question of sceneQuestions) expect(judged[question].map((answers) => answers.length)).not.toContain(0);
  // By chance one in four.
  expect(scoreScenes(asked, judged).colour, `seed ${seed}`).toBeGreaterThan(0.6);
}, 120_000);

test('subject and mood may be among the likeliest, all else is to be the likeliest, and what was not asked for does not count', () => {
  const answers = {
    subject: [['1f431', '1f98a'], ['1f43b']],
    mood: [['sleepy', 'sad', 'angry'], ['sad']],
    colour: [['blue'], ['red']],
    worn: [['1f451'], ['none']],
    count: [['1'], ['2']],
  };
  expect(scoreScenes([fox, { subject: '1f43c' }], answers)).toEqual({
    ...{ subject: 0.5, mood: 1, colour: 1, worn: 1, count: 0.5 },
  });
});

test('scenes to learn from have no pair that is held out, those to be judged by have one', () => {
  const drawn = (heldOut: boolean) =>
    Array.from({ length: 50 }, (_, i) => drawJudgedScene(createRandom(seed, i), heldOut));
  expect(drawn(false).some(isHeldOutPair), `seed ${seed}`).toBe(false);
  expect(drawn(true).every(isHeldOutPair), `seed ${seed}`).toBe(true);
});
