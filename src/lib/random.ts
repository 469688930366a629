/** A seeded stream of random numbers: the same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal (Box-Muller). */
  normal(): number;
  /** A whole number in [0, below). */
  integer(below: number): number;
}

/** sfc32 (PractRand-tested, 128 bits of state) seeded from a 32-bit integer and an optional stream number. */
export function createRandom(seed: number, stream = 0): Random {
  let a = seed | 0;
  let b = stream | 0;
  let c = 0x9e3779b9;
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 16; warmUp++) next();
  const uniform = () => next() / 2 ** 32;
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    integer: (below) => Math.floor(uniform() * below),
  };
}

/** A seed by chance, for what nobody gave one. */
export const anySeed = (): number => Math.floor(Math.random() * 2 ** 32);

/** One of a list, each as often as its weight says. Throws `RangeError` of none. */
export function drawWeighted<One>(list: readonly One[], weightOf: (one: One) => number, random: Random): One {
  if (list.length === 0) throw new RangeError('There is nothing to draw from.');
  const total = list.reduce((sum, one) => sum + weightOf(one), 0);
  let left = random.uniform() * total;
  for (const one of list) {
    left -= weightOf(one);
    if (left < 0) return one;
  }
  return list.at(-1)!;
}
