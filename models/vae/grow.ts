import { AppError } from '#lib/errors.ts';
import { type Growth, groups, grow, joined, kept } from '#training/checkpoint/grow.ts';
import type { ParameterSpec } from '#training/family.ts';
import type { Weights } from '#training/networks/networks.ts';
import { initParameters } from '#training/networks/parameters.ts';
import type { VaeConfig } from './config.ts';
import { decoderParameters } from './decoder.ts';
import { encoderParameters } from './encoder.ts';

const widths = ({ content, detail, encoder, decoder, modulation }: VaeConfig): number[] => [
  ...[content, detail, modulation],
  ...encoder,
  ...decoder,
];

/** Whether a model of `to` is one of `from` made larger. Throws `bad_option` where it is smaller, or of another size. */
export function grows(from: VaeConfig, to: VaeConfig): boolean {
  const [before, after] = [widths(from), widths(to)];
  if (String(before) === String(after) && from.size === to.size && from.grid === to.grid) return false;
  const larger = before.length === after.length && after.every((width, index) => width >= before[index]!);
  if (larger && from.grid > 1 && from.size === to.size && from.grid === to.grid) return true;
  throw new AppError(
    'bad_option',
    `A model that goes on from another can have wider layers, and more numbers a cell (--set detail=10), but no fewer, and no other size or grid. The other has content ${from.content}, detail ${from.detail}, modulation ${from.modulation}, encoder [${from.encoder}], decoder [${from.decoder}], ${from.size} pixels and a grid of ${from.grid}.`,
  );
}

/**
 * The weights of a model that is to have wider layers or more numbers a cell, and paints as before: what `from` is, `to`
 * has at least as much of, and the same styles, grid and size.
 */
export function growWeights(from: VaeConfig, to: VaeConfig, weights: Weights): Weights {
  const specs = [...encoderParameters(to), ...decoderParameters(to)];
  const before = new Map([...encoderParameters(from), ...decoderParameters(from)].map((spec) => [spec.name, spec]));
  const fresh = initParameters(specs, 1).views;
  return Object.fromEntries(
    specs.map((spec) => {
      const known = weights[spec.name];
      const old = before.get(spec.name);
      if (!known || !old) return [spec.name, { shape: spec.shape, data: fresh[spec.name]! }];
      return [spec.name, grow(known, fresh[spec.name]!, growthOf(spec, old, from, to))];
    }),
  );
}

function growthOf({ name, shape }: ParameterSpec, old: ParameterSpec, from: VaeConfig, to: VaeConfig): Growth {
  const inputs = shape.length > 1 ? shape.length - 2 : undefined;
  const axes = shape.map((side, axis) => kept(old.shape[axis]!, side));
  const last = shape.length - 1;
  const parts = (count: number) => [groups(count, from.content, to.content), groups(count, from.detail, to.detail)];
  const cells = to.grid * to.grid;
  if (name === 'encoder/spread') axes[0] = joined(parts(cells));
  else if (name.startsWith('encoder/mean/')) axes[last] = joined(parts(1));
  else if (name === 'decoder/start/w') axes[2] = joined(parts(1));
  else if (name === 'decoder/modulation/w') {
    const styles = to.styles.length;
    axes[0] = joined([...parts(cells), { before: styles, origins: kept(styles, styles) }]);
  } else if (name.includes('/modulation/') && !name.startsWith('decoder/modulation/')) {
    // Scales, then shifts.
    axes[last] = joined([
      groups(1, old.shape[last]! / 2, shape[last]! / 2),
      groups(1, old.shape[last]! / 2, shape[last]! / 2),
    ]);
  }
  return { axes, inputs };
}
