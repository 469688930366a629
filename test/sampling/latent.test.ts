import { describe, expect, it } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { LatentSpace } from '#sampling/latent.ts';

const size = 4;
/** Three concepts in two styles; the last number of a code is the drawing's detail. */
const drawings = [
  { concept: 'fox', style: 'noto', code: [1, 0, 0, 0.5] },
  { concept: 'fox', style: 'twemoji', code: [1.1, 0, 0, -0.5] },
  { concept: 'cat', style: 'noto', code: [0.9, 0.2, 0, 0.1] },
  { concept: 'cat', style: 'twemoji', code: [0.8, 0.2, 0, 0.3] },
  { concept: 'pizza', style: 'noto', code: [-1, -1, 1, 0.7] },
];
const space = new LatentSpace(
  { codes: Float32Array.from(drawings.flatMap(({ code }) => code)), size, pictures: drawings },
  { size, detail: 1 },
  ['noto', 'twemoji'],
);
const distance = (left: Float32Array, right: ArrayLike<number>) =>
  Math.hypot(...left.map((value, i) => value - right[i]!));

describe('the latent space', () => {
  it("gives a style's own drawing whole, and other styles' without their detail", () => {
    expect([...space.concept('fox', 'noto', createRandom(1), true)!]).toEqual([1, 0, 0, 0.5]);
    expect(space.concept('pizza', 'twemoji', createRandom(1), true)!.at(-1)).toBe(0);
    expect(space.concept('unicorn', 'noto', createRandom(1), true)).toBeUndefined();
  });

  it('of a model that has no pictures of its own says what to use', () => {
    const empty = new LatentSpace({ codes: new Float32Array(0), size: 0, pictures: [] }, { size: 0, detail: 0 }, [
      'noto',
    ]);
    expect(() => empty.anchor('noto', createRandom(1))).toThrow('Choose another, such as `model:easel`.');
  });

  it('blends by weight', () => {
    const [fox, pizza] = [0, 4].map((row) => Float32Array.from(drawings[row]!.code));
    const blended = space.blend([fox!, pizza!], [0.75, 0.25]);
    expect(distance(blended, [0.5, -0.25, 0.25, 0.55])).toBeLessThan(1e-6);
  });

  it('stays where it is without spread, and wanders farther with more', () => {
    const fox = Float32Array.from(drawings[0]!.code);
    const mean = (spread: number) => {
      const seeds = Array.from({ length: 50 }, (_, seed) => seed);
      const steps = seeds.map((seed) => distance(space.wander(fox, 'noto', createRandom(seed), spread), fox));
      return steps.reduce((sum, step) => sum + step, 0) / seeds.length;
    };
    expect(mean(0)).toBe(0);
    expect(mean(0.5)).toBeGreaterThan(0);
    expect(mean(1)).toBeGreaterThan(mean(0.5));
    expect(mean(2)).toBeGreaterThan(mean(1));
  });

  it('wanders the same way with the same seed', () => {
    const fox = Float32Array.from(drawings[0]!.code);
    const wander = (seed: number) => [...space.wander(fox, 'noto', createRandom(seed), 1)];
    expect(wander(5)).toEqual(wander(5));
    expect(wander(6)).not.toEqual(wander(5));
  });

  it('starts free samples more often where people like it', () => {
    const codes = Float32Array.from(drawings.flatMap(({ code }) => code));
    const appeal = Float32Array.of(Math.log(3), 0, 0, 0, Math.log(4));
    const tilted = new LatentSpace({ codes, size, pictures: drawings, appeal }, { size, detail: 1 }, [
      'noto',
      'twemoji',
    ]);
    const started = Array.from({ length: 800 }, (_, seed) => tilted.anchor('noto', createRandom(seed)).concept);
    const share = (concept: string) => started.filter((name) => name === concept).length / started.length;
    expect(Math.abs(share('fox') - 3 / 8)).toBeLessThan(0.06);
    expect(Math.abs(share('cat') - 1 / 8)).toBeLessThan(0.06);
    expect(Math.abs(share('pizza') - 4 / 8)).toBeLessThan(0.06);
  });
});
