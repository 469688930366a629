import { morphBetween } from '#images/morph.ts';
import { createRandom } from '#lib/random.ts';
import type { PriorRequest } from '#sampling/prior.ts';
import type { Sketch } from '#sampling/sampler.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import { isPlain, upright } from '../sketches/depiction.ts';
import type { Sketcher } from '../sketches/sketches.ts';
import type { Material } from './ingredients.ts';
import { imagineCodes, isFine, type Plan, type Reader } from './plans.ts';
import { sketchedPlan } from './sketched-plans.ts';

/** How much of the code half way noise takes the place of, for the prior to make a picture of what lies between. */
const blendFreedom = 0.5;
const morphFreedom = 0.3;

interface WalkOptions {
  checkpoint: OpenCheckpoint;
  painter: Reader;
  sketcher: Sketcher;
  style: string;
}

/** The way from one thing to another. */
export interface Walk {
  /** What lies at these shares of the way, each in [0, 1]; at 0 and 1 the two things themselves. */
  at(shares: readonly number[]): Promise<Sketch[]>;
}

/** A walk between two things. */
export async function planWalk(ends: readonly [Material, Material], options: WalkOptions): Promise<Walk> {
  const plans = await Promise.all(ends.map((material) => planEnd(material, options)));
  const codes = await imagineCodes(plans, options.checkpoint, options.painter);
  return walkBetween(
    codes.map(({ code }) => code),
    options,
  );
}

/** A walk between two codes: what lies between, made pictures again by a prior where the checkpoint has one. */
export function walkBetween(codes: readonly Float32Array[], options: Omit<WalkOptions, 'sketcher'>): Walk {
  const { checkpoint, painter, style } = options;
  const { latent, directory, imagines } = checkpoint;
  const weights = latent.oneHot(style);
  const blend = (share: number) => latent.blend(codes, [1 - share, share]);
  let morphed: ReturnType<typeof morphCodes> | undefined;
  const between = async (shares: readonly number[]) => {
    if (!isFine(latent.layout)) return shares.map(blend);
    morphed ??= morphCodes(codes, options);
    return (await morphed)(shares);
  };
  const requestFor = (code: Float32Array, share: number): PriorRequest => ({
    ...{ seed: 0, style: weights, things: [{ codes }] },
    start: { code, freedom: (isFine(latent.layout) ? morphFreedom : blendFreedom) * 4 * share * (1 - share) },
  });
  return {
    at: async (shares) => {
      const starts = await between(shares);
      const found = imagines
        ? await painter.imagine(
            directory,
            starts.map((code, index) => requestFor(code, shares[index]!)),
          )
        : starts;
      return found.map((code) => ({ code, style: weights }));
    },
  };
}

/**
 * Codes of what lies between two pictures, read from their morph: a blend of codes that say so much of each place is both
 * pictures over one another. The ends are the codes themselves, and near to them what reading loses is given back.
 */
async function morphCodes(
  codes: readonly Float32Array[],
  { checkpoint, painter, style }: Omit<WalkOptions, 'sketcher'>,
) {
  const { directory, size, latent } = checkpoint;
  const weights = latent.oneHot(style);
  const [from, to] = await painter.decode(
    directory,
    codes.map((code) => ({ code, style: weights })),
  );
  const morph = morphBetween(from!, to!, size);
  const read = (pictures: readonly Uint8Array[]) =>
    painter.encode(
      directory,
      pictures,
      pictures.map(() => weights),
    );
  const lost = (await read([from!, to!])).map((code, end) => codes[end]!.map((value, i) => value - code[i]!));
  return async (shares: readonly number[]) =>
    (await read(shares.map(morph))).map((code, index) => {
      const [end, away] = shares[index]! < 0.5 ? [0, shares[index]!] : [1, 1 - shares[index]!];
      return code.map((value, i) => value + (1 - 2 * away) * lost[end]![i]!);
    });
}

/** Where a walk begins or ends: the sketch of a scene, or the thing's own drawing or picture. */
async function planEnd(material: Material, { checkpoint, sketcher, style }: WalkOptions): Promise<Plan> {
  const { scenes, label: alt, parents } = material;
  const composed = scenes && parents.length === 0 && !isPlain(scenes);
  const fitted = composed ? await sketcher.fit(scenes, style) : undefined;
  if (!fitted) return { code: material.code(style, createRandom(0), true), alt };
  const depiction = { scenes: fitted.scenes, seed: 0, pose: upright };
  return sketchedPlan(depiction, fitted, { checkpoint, sketcher, style, freedom: 0, alt });
}

/** Shares of the second picture over one loop: there and back the same way, slow at both ends. */
export function loopShares(frames: number): number[] {
  return Array.from({ length: frames }, (_, frame) => {
    const step = Math.min(frame, frames - frame);
    return 0.5 - 0.5 * Math.cos((2 * Math.PI * step) / frames);
  });
}
