import { groups, grow, joined, kept } from '../checkpoint/grow.ts';
import type { CodeLayout } from '../family.ts';
import type { Weights } from '../networks/networks.ts';
import { initParameters } from '../networks/parameters.ts';
import { flowParameters, shapeOf } from './network.ts';
import { patchesOf } from './patches.ts';

/** A prior's weights for codes of the same grid whose cells have more numbers: what it knew of the others, it knows. */
export function growPrior(prior: Weights, from: CodeLayout, to: CodeLayout): Weights {
  if (from.size === to.size) return prior;
  const shape = { ...shapeOf(prior, patchesOf(from)), width: patchesOf(to).width };
  const cells = to.grid! ** 2;
  const inToken = cells / shape.count;
  const numbers = ({ size, detail }: CodeLayout) => [(size - detail) / cells, detail / cells] as const;
  const [before, after] = [numbers(from), numbers(to)];
  const origins = joined(
    Array.from({ length: inToken }, () => before.map((count, part) => groups(1, count, after[part]!))).flat(),
  );
  const fresh = initParameters(flowParameters(shape), 1).views;
  const inside = kept(shape.inside, shape.inside);
  return {
    ...prior,
    'flow/in/w': grow(prior['flow/in/w']!, fresh['flow/in/w']!, { axes: [origins, inside], inputs: 0 }),
    'flow/out/w': grow(prior['flow/out/w']!, fresh['flow/out/w']!, { axes: [inside, origins], inputs: 0 }),
    'flow/out/b': grow(prior['flow/out/b']!, fresh['flow/out/b']!, { axes: [origins] }),
  };
}
