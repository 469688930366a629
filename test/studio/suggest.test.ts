import { expect, test } from 'vitest';
import type { Caller } from '#studio/api.ts';
import { createStudio, type StudioParts } from '#studio/studio.ts';

const caller = { workspaceId: 'here' } as Caller;
const names: Record<string, string> = { f00: 'easel', f01: 'GreyRun', f02: 'f02' };
const parts = {
  db: {
    images: {
      findImagesLike: async (workspaceId: string, typed: string) =>
        [
          { id: '7k2m9x4q1c', shows: 'sleepy fox 🦊' },
          { id: '8k2m9x4q1c', shows: '' },
        ].filter(({ shows }) => workspaceId === 'here' && shows.includes(typed)),
    },
    checkpoints: { listCheckpoints: async () => Object.keys(names).map((id) => ({ id, family: 'vae' })) },
  },
  checkpoints: { nameOf: (id: string) => names[id] },
  metrics: { watchQueue: () => {} },
};
const studio = createStudio(parts as unknown as StudioParts);

test('pictures are offered by what they show, and stand for their ids', async () => {
  expect(await studio.suggest('picture', ' Fox', caller)).toEqual([
    { value: '7k2m9x4q1c', label: 'sleepy fox 🦊 · 7k2m9x4q1c' },
  ]);
  expect((await studio.suggest('picture', '', caller))[1]).toMatchObject({ label: 'free sample · 8k2m9x4q1c' });
});

test('models are offered by the names that people gave them', async () => {
  const offered = (await studio.suggest('model', '', caller)).map(({ value }) => value);
  expect(offered).toEqual(['easel', 'GreyRun', 'f02', 'vae']);
  expect(await studio.suggest('model', 'grey', caller)).toEqual([{ value: 'GreyRun', label: 'GreyRun' }]);
});
