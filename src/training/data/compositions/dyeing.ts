import type { MeasuredIcon, MeasuredLeaf } from './measure.ts';
import { dye, skinOf } from './palette.ts';
import { type Part, partOf } from './parts.ts';
import type { Colour, Oklch } from './scene.ts';

/** What a thing of one colour can have; the rainbow is laid over a subject alone. */
export type Dye = Exclude<Colour, 'rainbow'> | Oklch;

/** Shapes of an icon, those of its skin in another colour where one is asked for. */
export function dyeLeaves(
  { layers, box }: Pick<MeasuredIcon, 'layers' | 'box'>,
  leaves: readonly MeasuredLeaf[],
  skin: MeasuredLeaf | undefined,
  colour: Dye | undefined,
): Part {
  const part = partOf(layers, leaves, box);
  if (colour === undefined || !skin) return part;
  // The same icon may be in the picture once more, in its own colour.
  const renamed = (markup: string) => markup.replaceAll(layers.prefix, `${layers.prefix}dyed-`);
  return {
    ...part,
    definitions: renamed(dye(part.definitions, skin, colour)),
    markup: renamed(dye(part.markup, skin, colour)),
  };
}

/** A whole icon, in a colour where one is asked for. */
export const dyeIcon = (icon: MeasuredIcon, colour: Colour | undefined): Part =>
  dyeLeaves(icon, icon.leaves, skinOf(icon.leaves), colour === 'rainbow' ? undefined : colour);
