import { expect, test } from 'vitest';
import { LatentSpace } from '#sampling/latent.ts';
import { describeTaste, type SeenPicture } from '#studio/console/taste-words.ts';
import { lookNames } from '#training/taste/looks.ts';

const codeTable = {
  size: 2,
  codes: new Float32Array([0, 0, 1, 1]),
  pictures: ['a', 'b'].map((concept) => ({ concept, style: 'noto' })),
};
const latent = new LatentSpace(codeTable as never, { size: 2, detail: 0 } as never, ['noto']);

/** Pictures whose looks are known by name; all else is the same. */
const seen = (looks: Record<string, number>[]): SeenPicture[] =>
  looks.map((look) => ({ style: 'noto', look: Float32Array.from(lookNames, (name) => look[name] ?? 0.5) }));

test('what goes along with being liked is said, the strongest first, by the end that is liked', () => {
  const pictures = seen(
    Array.from({ length: 12 }, (_, index) => ({
      brightness: index / 12,
      compactness: 1 - index / 12 + (index % 3) * 0.1,
      'hue green': 1 - index / 12,
      edges: index % 2,
    })),
  );
  const liking = Array.from({ length: 12 }, (_, index) => index);
  const words = describeTaste(pictures, liking, latent);
  expect(words[0]).toMatchObject({ word: 'bright', opposite: 'dark', strength: expect.closeTo(1, 3) });
  expect(words).toContainEqual(expect.objectContaining({ word: 'jagged', opposite: 'round' }));
  expect(words.find(({ word }) => word === 'green')!.strength).toBeCloseTo(-1, 3);
  const strengths = words.map(({ strength }) => Math.abs(strength));
  expect(strengths).toEqual(strengths.toSorted((one, other) => other - one));
});

test('what has nothing to do with it is not said', () => {
  const pictures = seen([{ brightness: 0 }, { brightness: 1 }, { brightness: 0 }, { brightness: 1 }]);
  expect(describeTaste(pictures, [0, 0, 1, 1], latent)).toEqual([]);
  expect(describeTaste(seen([{}, {}]), [0, 1], latent)).toEqual([]);
});
