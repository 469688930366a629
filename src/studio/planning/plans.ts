import { recolour } from '#images/recolour.ts';
import { createRandom } from '#lib/random.ts';
import type { PriorRequest } from '#sampling/prior.ts';
import type { ProjectionTarget } from '#sampling/sampler.ts';
import { compose, type Layer } from '#training/data/composite.ts';
import type { CodeLayout } from '#training/family.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { Painter } from '../painting/painter.ts';
import type { Depiction } from '../sketches/depiction.ts';

/** One picture that a recipe asks for. */
export interface Plan {
  /** Where it starts; the code of its sketch or collage takes the place of this. */
  code: Float32Array;
  alt: string;
  /** What a checkpoint that imagines makes of it in place of the code. */
  request?: PriorRequest;
  /** A drawing to start from. */
  sketch?: PlanSketch;
  /** Pictures to put together and start from. */
  collage?: Collage;
  /** What it shows, where that is known. */
  depiction?: Depiction;
}

export interface PlanSketch {
  /** Premultiplied RGBA, `[size, size, 4]`. */
  pixels: Uint8Array;
  /** Whether it is drawn in another style than it is painted in. */
  borrowed: boolean;
  /** The share of its code that noise takes the place of, to be made a picture again. */
  freedom: number;
}

/** Things in one picture, the subject before what is with it; or the first, a `share` of the way to the second's colours. */
export type Collage =
  | { way: 'together'; actors: readonly Actor[] }
  | { way: 'recoloured'; actors: readonly [Actor, Actor]; share: number };

/** One thing in a collage. */
export interface Actor {
  concept: string;
  code: Float32Array;
  /** Codes of other drawings of it, this one included. */
  drawings: readonly Float32Array[];
}

/** The share of a collage's code that noise takes the place of, for its things to become one picture. */
const collageFreedom = 0.1;

/** What painting needs to know of a checkpoint. */
export type PaintingCheckpoint = Pick<OpenCheckpoint, 'directory' | 'latent' | 'size' | 'imagines'>;

export type Reader = Pick<Painter, 'decode' | 'encode' | 'project' | 'imagine'>;

/** Plans with their codes: those of sketches and collages read from their pixels, and imagined where the checkpoint can. */
export async function imagineCodes(
  plans: readonly Plan[],
  checkpoint: PaintingCheckpoint,
  painter: Reader,
): Promise<Plan[]> {
  const { directory } = checkpoint;
  const starts = new Map([
    ...(await readSketches(plans, checkpoint, painter)),
    ...(await readCollages(plans, checkpoint, painter)),
  ]);
  if (!checkpoint.imagines) return plans.map((plan) => ({ ...plan, code: starts.get(plan) ?? plan.code }));
  const asked = plans.filter(({ request }) => request);
  const codes = await painter.imagine(
    directory,
    asked.map((plan) => boundFreedom(requestFrom(plan, starts.get(plan)), checkpoint)),
  );
  return plans.map((plan) => ({ ...plan, code: codes[asked.indexOf(plan)] ?? plan.code }));
}

/** Cells along the side of a code that holds a scene. */
const fine = 16;

/** Whether a model's codes hold scenes, and its prior was taught by them. */
export const isFine = ({ grid = 1 }: CodeLayout): boolean => grid >= fine;

/** Of the freedom that a coarse code is given, the share that a prior of so many more numbers makes a clean picture of. */
const fineShare = 0.6;

function boundFreedom(request: PriorRequest, { latent }: Pick<OpenCheckpoint, 'latent'>): PriorRequest {
  const { start } = request;
  if (!start || !isFine(latent.layout)) return request;
  return { ...request, start: { ...start, freedom: fineShare * start.freedom } };
}

/** A sketch is itself what is asked for. */
function requestFrom({ request, sketch }: Plan, code: Float32Array | undefined): PriorRequest {
  if (!code) return request!;
  if (!sketch) return { ...request!, start: { code, freedom: collageFreedom } };
  return { ...request!, things: [{ codes: [code] }], start: { code, freedom: sketch.freedom } };
}

async function readSketches(
  plans: readonly Plan[],
  { directory, latent }: PaintingCheckpoint,
  painter: Reader,
): Promise<(readonly [Plan, Float32Array])[]> {
  const sketched = plans.filter(({ sketch }) => sketch);
  if (sketched.length === 0) return [];
  const codes = await painter.encode(
    directory,
    sketched.map(({ sketch }) => sketch!.pixels),
    sketched.map(({ request }) => request!.style),
  );
  return sketched.map((plan, index) => {
    const code = codes[index]!;
    return [plan, plan.sketch!.borrowed ? latent.withoutDetail(code) : code];
  });
}

async function readCollages(
  plans: readonly Plan[],
  checkpoint: PaintingCheckpoint,
  painter: Reader,
): Promise<(readonly [Plan, Float32Array])[]> {
  const collages = plans.filter(({ collage }) => collage);
  if (collages.length === 0) return [];
  const codes = await painter.project(checkpoint.directory, await putTogether(collages, checkpoint, painter));
  return collages.map((plan, index) => [plan, codes[index]!]);
}

/** Pictures of collages: each thing is painted, then they are put together. */
async function putTogether(
  plans: readonly Plan[],
  { directory, size }: PaintingCheckpoint,
  painter: Pick<Painter, 'decode'>,
): Promise<ProjectionTarget[]> {
  const sketches = plans.flatMap(({ collage, request }) =>
    collage!.actors.map(({ code }) => ({ code, style: request!.style })),
  );
  const painted = await painter.decode(directory, sketches);
  return plans.map(({ collage, request }) => {
    const layers = collage!.actors.map(({ concept }) => ({ concept, pixels: painted.shift()! }));
    const [main, ...others] = layers as [Layer, ...Layer[]];
    const { style, seed } = request!;
    if (collage!.way === 'recoloured') {
      return { pixels: recolour(main.pixels, others[0]!.pixels, collage!.share), style };
    }
    const picture = new Float32Array(size * size * 4);
    compose(size, main, others, createRandom(seed), picture);
    return { pixels: Uint8Array.from(picture, (value) => Math.round(value * 255)), style };
  });
}
