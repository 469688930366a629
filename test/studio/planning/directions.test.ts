import { describe, expect, it } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { LatentSpace } from '#sampling/latent.ts';
import { directionsOf, steer } from '#studio/planning/directions.ts';
import { conceptOfCharacters } from '#studio/vocabulary/code-points.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const size = 12;
const detail = 4;

/** Codes are noise, but for the first number, which is higher in those of `marked`, and the second, which is wide. */
function latentOf(concepts: readonly string[], marked: ReadonlySet<string> = new Set()): LatentSpace {
  const random = createRandom(seed);
  const codes = Float32Array.from({ length: concepts.length * size }, (_, i) => {
    if (i % size === 0) return (marked.has(concepts[Math.floor(i / size)]!) ? 3 : -3) + 0.2 * random.normal();
    return (i % size === 1 ? 9 : 0.5) * random.normal();
  });
  const pictures = concepts.map((concept) => ({ concept, style: 'noto' }));
  return new LatentSpace({ codes, size, pictures }, { size, detail }, ['noto']);
}

const conceptsOf = (emoji: string) => Array.from(emoji, conceptOfCharacters);
const [warm, cold] = [conceptsOf('🔥🍎🍓🍅🦊🍊🥕🐞'), conceptsOf('💙🧊🐳🐬🥶💧🌊🐋')];
const dot = (left: Float32Array, right: Float32Array) => left.reduce((sum, value, i) => sum + value * right[i]!, 0);

describe(`directions (SEED=${seed})`, () => {
  it('are found from emoji that have a tag and others that have it not', () => {
    const [first] = directionsOf(latentOf([...warm, ...cold], new Set(warm)));
    expect(first!.name).toBe('warm');
    const code = new Float32Array(size);
    expect(steer(code, first!, 1)![0]).toBeGreaterThan(0);
    expect(steer(code, first!, -1)![0]).toBeLessThan(0);
  });

  it('are the axes along which codes differ most where no emoji are known', () => {
    const numbered = Array.from({ length: 40 }, (_, index) => `sample ${index}`);
    const directions = directionsOf(latentOf(numbered));
    expect(directions.map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D']);
    expect(Math.abs(directions[0]!.vector[1]!)).toBeGreaterThan(0.9);
  });

  it('are at right angles, of length 1, and leave alone what belongs to one drawing', () => {
    const directions = directionsOf(latentOf([...warm, ...cold], new Set(warm)));
    for (const [index, { vector }] of directions.entries()) {
      expect(dot(vector, vector)).toBeCloseTo(1, 4);
      expect([...vector.slice(size - detail)]).toEqual([0, 0, 0, 0]);
      for (const other of directions.slice(0, index)) expect(dot(vector, other.vector)).toBeCloseTo(0, 4);
    }
  });

  it('end where codes end', () => {
    const [direction] = directionsOf(latentOf([...warm, ...cold], new Set(warm)));
    let code: Float32Array | undefined = new Float32Array(size);
    let last = code;
    for (let press = 0; press < 20 && code; press++) {
      last = code;
      code = steer(code, direction!, 1);
    }
    expect(code).toBeUndefined();
    expect(dot(last, direction!.vector)).toBeCloseTo(direction!.most, 3);
    expect(steer(last, direction!, -1)).toBeDefined();
  });
});
