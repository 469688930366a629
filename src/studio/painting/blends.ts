import { encodeAnimation } from '#images/animation.ts';
import { idOf } from '#lib/ids.ts';
import { measureLook } from '#training/taste/looks.ts';
import type { Caller, Job, Painting } from '../api.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { PaintedPlan } from '../planning/painted-plans.ts';
import { repeatable } from '../planning/repeatable.ts';
import { chooseStyle } from '../planning/styles.ts';
import { loopShares, planWalk, type Walk } from '../planning/walks.ts';
import { pieceAtMost } from '../queue/fairness.ts';
import type { WorkContext } from '../queue/queue.ts';
import type { PaintingParts, PaintingTools } from './parts.ts';
import { type Renderer, shownScale } from './render.ts';

export type Interpolation = Extract<Job, { kind: 'interpolate' }>;

export interface Blends {
  /** Paints an animation from one thing to another and back, and records the picture half way. */
  animate(job: Interpolation, caller: Caller, context: WorkContext): Promise<Painting>;
  /** Paints it with the given checkpoint; nothing is recorded. */
  paint(job: Interpolation, caller: Caller, checkpoint: OpenCheckpoint, context: WorkContext): Promise<Blend>;
}

interface Blend {
  painting: Painting;
  /** The plan of the picture half way. */
  halfWay: PaintedPlan;
}

/** Of a frame, in milliseconds. */
const usualDelay = 60;

export function createBlends(parts: PaintingParts, { records, allowanceOf }: PaintingTools): Blends {
  const { checkpoints, finder, painter, sketcher, renderer, credentials } = parts;

  async function animate(job: Interpolation, caller: Caller, context: WorkContext): Promise<Painting> {
    const checkpoint = await checkpoints.active(caller.workspaceId);
    const { painting, halfWay } = await paint(job, caller, checkpoint, context);
    const { subject, style, seed } = painting;
    const recipe = { subject, style, seed, spread: 0, plans: [halfWay], parents: [] };
    await records.record(context.id, { job, caller }, checkpoint, recipe);
    return painting;
  }

  async function paint(
    job: Interpolation,
    caller: Caller,
    checkpoint: OpenCheckpoint,
    context: WorkContext,
  ): Promise<Blend> {
    const { settings } = await allowanceOf(caller);
    const from = await finder.find(job.from, checkpoint, caller);
    const to = await finder.find(job.to, checkpoint, caller);
    const style = chooseStyle(job.style, checkpoint, [from, to], settings.style);
    const walk = await planWalk([from, to], { checkpoint, painter, sketcher, style });
    const shares = loopShares(job.frames);
    const frames = await paintFrames([...new Set(shares)], { walk, renderer, checkpoint }, context);
    const encoded = await encodeAnimation(
      shares.map((share) => frames.get(share)!.pixels),
      { size: checkpoint.size, scale: shownScale, format: job.format, delay: usualDelay / (job.speed ?? 1) },
    );
    const animation = { ...encoded, bytes: await credentials.sign(encoded.bytes, encoded.mime) };
    const subject = `${from.label} → ${to.label}`;
    const middle = frames.get(shares[Math.floor(job.frames / 4)]!)!;
    const halfWay = { ...middle, alt: subject, look: measureLook(middle.pixels, checkpoint.size) };
    const side = checkpoint.size * shownScale;
    const speed = repeatable(job) && (job.speed ?? 1);
    const { id } = context;
    const painting: Painting = {
      id,
      kind: job.kind,
      subject,
      seed: 0,
      style,
      checkpoint: checkpoint.name,
      spoiler: job.spoiler,
      private: job.private,
      pictures: [],
      animation: { ...animation, width: side, height: side, frames: job.frames, picture: idOf(id, 0), speed },
    };
    return { painting, halfWay };
  }

  return { animate, paint };
}

/** Paints the places of a walk, each once, a few at a time. */
async function paintFrames(
  way: readonly number[],
  { walk, renderer, checkpoint }: { walk: Walk; renderer: Renderer; checkpoint: OpenCheckpoint },
  { signal, report }: WorkContext,
) {
  const frames = new Map<number, { pixels: Uint8Array; code: Float32Array }>();
  while (frames.size < way.length) {
    signal.throwIfAborted();
    const piece = way.slice(frames.size, frames.size + pieceAtMost);
    const sketches = await walk.at(piece);
    const pixels = await renderer.paint(checkpoint, sketches);
    for (const [index, share] of piece.entries()) {
      frames.set(share, { pixels: pixels[index]!, code: sketches[index]!.code });
    }
    report((0.9 * frames.size) / way.length);
  }
  return frames;
}
