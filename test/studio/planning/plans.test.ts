import { expect, test } from 'vitest';
import { LatentSpace } from '#sampling/latent.ts';
import type { PriorRequest } from '#sampling/prior.ts';
import type { OpenCheckpoint } from '#studio/checkpoints/checkpoints.ts';
import { imagineCodes, type Reader } from '#studio/planning/plans.ts';

test.each([
  [8, 0.4],
  [16, 0.24],
])('a prior of %d cells a side is given noise in the place of a share %f of the code', async (grid, expected) => {
  const size = grid * grid;
  const pictures = [{ concept: '1f98a', style: 'noto' }];
  const latent = new LatentSpace({ codes: new Float32Array(size), size, pictures }, { size, detail: 0, grid }, [
    'noto',
  ]);
  const requests: PriorRequest[] = [];
  const painter = {
    decode: async () => [],
    encode: async () => [],
    project: async () => [],
    imagine: async (_: string, asked: readonly PriorRequest[]) => {
      requests.push(...asked);
      return asked.map(() => new Float32Array(size));
    },
  } as Reader;
  const code = new Float32Array(size);
  const request = { seed: 1, style: Float32Array.of(1), things: [], start: { code, freedom: 0.4 } };
  await imagineCodes(
    [{ code, alt: '', request }],
    { latent, directory: '', imagines: true } as unknown as OpenCheckpoint,
    painter,
  );
  expect(requests[0]!.start!.freedom).toBeCloseTo(expected);
});
