import type { Database } from '#db/database.ts';
import { isSpoiler } from '#db/generations.ts';
import { encodeAnimation } from '#images/animation.ts';
import type { Credentials } from '#images/credentials/credentials.ts';
import type { Clock } from '#lib/clock.ts';
import { english } from '#lib/i18n.ts';
import { idOf } from '#lib/ids.ts';
import { measureLook } from '#training/taste/looks.ts';
import type { Caller, Job, PaintedPicture, Painting } from '../api.ts';
import type { CheckpointStore, OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import { createMover, type MoveJob } from '../making/moving.ts';
import { createPacker } from '../making/packer.ts';
import { atMost } from '../making/packs.ts';
import { createScenery } from '../making/scenery.ts';
import { createStills, type PaintedRecipe } from '../making/stills.ts';
import { textsIn, type WordCheck } from '../moderation/check-words.ts';
import { createAllowance, withinLimits } from '../people/allowance.ts';
import { directionsOf } from '../planning/directions.ts';
import type { Finder } from '../planning/ingredients.ts';
import { joinNotes, notePicked } from '../planning/notes.ts';
import { type PaintedPlan, paintPlans } from '../planning/painted-plans.ts';
import type { PaintJob } from '../planning/recipe.ts';
import { planJob } from '../planning/recipes.ts';
import { repeatable } from '../planning/repeatable.ts';
import { chooseStyle } from '../planning/styles.ts';
import { loopShares, planWalk } from '../planning/walks.ts';
import { pieceAtMost } from '../queue/fairness.ts';
import type { WorkContext } from '../queue/queue.ts';
import type { PaintTask } from '../queue/request.ts';
import type { Doodles } from '../sketches/doodles.ts';
import type { Sketcher } from '../sketches/sketches.ts';
import { candidates, type Tastes } from '../training/taste.ts';
import type { Painter } from './painter.ts';
import { enlargedScale, type Renderer, shownScale } from './render.ts';

export interface PaintingParts {
  db: Pick<Database, 'generations' | 'images' | 'settings' | 'signs'>;
  checkpoints: CheckpointStore;
  renderer: Renderer;
  finder: Finder;
  painter: Painter;
  sketcher: Sketcher;
  doodles: Doodles;
  tastes: Tastes;
  clock: Clock;
  /** The address of the web playground for others, where there is one. */
  publicUrl?: string;
  credentials: Credentials;
  checkWords: WordCheck;
  /** Told how long each part of painting a grid took. */
  onStage?(stage: Stage, seconds: number): void;
}

export type Stage = 'plan' | 'paint' | 'render' | 'record';

/** Carries out one job from what was asked to pictures that are recorded. */
export type PaintPictures = (task: PaintTask, context: WorkContext) => Promise<Painting>;

/** Of a frame, in milliseconds. */
const usualDelay = 60;

type Interpolation = Extract<Job, { kind: 'interpolate' }>;

export function createPaintings(parts: PaintingParts): PaintPictures {
  const { db, checkpoints, renderer, finder, painter } = parts;
  const { sketcher, doodles, tastes, clock, publicUrl, checkWords, onStage, credentials } = parts;
  const allowanceOf = createAllowance(db, clock);
  const packed = createPacker({ clock, publicUrl });
  const stills = createStills({ db, checkpoints, finder, painter, renderer, sketcher, doodles });
  const mover = createMover({ credentials, stills, allowanceOf, inheritSpoiler, record });
  const drawScenery = createScenery({ credentials, stills, clock, allowanceOf, inheritSpoiler, record });

  async function timed<Result>(stage: Stage, work: Promise<Result>): Promise<Result> {
    const start = performance.now();
    const result = await work;
    onStage?.(stage, (performance.now() - start) / 1000);
    return result;
  }

  /** Under the job's id, so that a job that is carried out again after a crash is recorded once. */
  async function record(id: string, { job, caller }: PaintTask, checkpoint: OpenCheckpoint, recipe: PaintedRecipe) {
    const { spoiler, private: own } = job;
    const { subject, note, style, seed, spread, plans, parents } = recipe;
    await db.generations.createGeneration({
      id,
      workspaceId: caller.workspaceId,
      userId: caller.userId,
      channel: caller.channel,
      kind: job.kind,
      prompt: job.kind === 'generate' ? job.prompt : undefined,
      checkpointId: checkpoint.id,
      options: {
        ...repeatable(job),
        ...(spoiler && { spoiler }),
        ...(caller.language && { language: caller.language }),
      },
      images: plans.map(({ code, alt, look, depiction: scene }, index) => {
        return { id: idOf(id, index), code, alt, look, scene, style, parents };
      }),
      ...{ subject, note: note && english.of(note), style, seed, spread, private: own },
    });
  }

  /** What is varied, steered or changed from a spoiler is one; and what comes from a private picture is private. */
  async function inheritSpoiler<Asked extends Job>(job: Asked, [parent]: string[], caller: Caller): Promise<Asked> {
    if (job.spoiler !== undefined || !parent || job.kind === 'generate' || job.kind === 'mix') return job;
    const { generation, hidden, private: own } = await db.images.getImage(parent, caller.workspaceId, caller.userId);
    return { ...job, spoiler: isSpoiler(generation) || hidden, ...(own && { private: true }) };
  }

  async function paintGrid(asked: PaintJob, caller: Caller, context: WorkContext): Promise<Painting> {
    const { id, signal, report } = context;
    const named = asked.kind === 'generate' ? asked.model : undefined;
    const checkpoint = await (named ? checkpoints.find(named) : checkpoints.active(caller.workspaceId));
    const { settings, left } = await allowanceOf(caller);
    const wanted = asked.kind === 'generate' && asked.taste && settings.taste === 'on' ? asked : undefined;
    const taste = wanted && (await tastes.of(caller.workspaceId, checkpoint));
    const many = wanted && taste ? { ...wanted, count: candidates } : asked;
    const planContext = { checkpoint, finder, sketcher, doodles, caller, preferred: settings.style };
    const planned = await timed('plan', planJob(many, planContext));
    const job = await inheritSpoiler(asked, planned.parents, caller);
    const shown = taste
      ? {
          ...planned,
          plans: planned.plans.slice(0, wanted.count),
          note: joinNotes(planned.note, notePicked(candidates)),
        }
      : planned;
    const allowed = withinLimits(shown, atMost(asked, settings.count), left);
    const toPaint = taste ? planned : allowed;
    const easel = { checkpoint, painter, renderer };
    const painted = await timed('paint', paintPlans(toPaint, easel, { count: allowed.plans.length, taste }));
    const recipe = { ...allowed, plans: painted };
    signal.throwIfAborted();
    report(0.3);
    const { style, seed, subject, note, plans } = recipe;
    const images = plans.map(({ code, pixels }, index) => {
      return { id: idOf(id, index), code, style, seed, checkpointId: checkpoint.id, pixels };
    });
    const rendered = await timed('render', renderer.render(images));
    signal.throwIfAborted();
    report(0.9);
    await timed('record', record(id, { job, caller }, checkpoint, recipe));
    const pictures = rendered.map((picture, index) => ({ ...picture, number: index + 1, alt: plans[index]!.alt }));
    const { kind, spoiler, private: own } = job;
    const { name } = checkpoint;
    const made = kind === 'pack' ? await packed({ pictures, recipe, checkpoint: name, hidden: spoiler || own }) : {};
    const directions =
      kind === 'explore' ? directionsOf(checkpoint.latent).map((direction) => direction.name) : undefined;
    const painting = { id, kind, subject, note, seed, style, checkpoint: name, spoiler, private: own, pictures };
    return { ...painting, directions, ...made };
  }

  async function animate(job: Interpolation, caller: Caller, context: WorkContext): Promise<Painting> {
    const checkpoint = await checkpoints.active(caller.workspaceId);
    const { painting, halfWay } = await animated(job, caller, checkpoint, context);
    const { subject, style, seed } = painting;
    const recipe = { subject, style, seed, spread: 0, plans: [halfWay], parents: [] };
    await record(context.id, { job, caller }, checkpoint, recipe);
    return painting;
  }

  /** Paints the frames, and the plan of the one half way. */
  async function animated(
    job: Interpolation,
    caller: Caller,
    checkpoint: OpenCheckpoint,
    { id, signal, report }: WorkContext,
  ): Promise<{ painting: Painting; halfWay: PaintedPlan }> {
    const { settings } = await allowanceOf(caller);
    const from = await finder.find(job.from, checkpoint, caller);
    const to = await finder.find(job.to, checkpoint, caller);
    const style = chooseStyle(job.style, checkpoint, [from, to], settings.style);
    const walk = await planWalk([from, to], { checkpoint, painter, sketcher, style });
    const shares = loopShares(job.frames);
    const way = [...new Set(shares)];
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

  /** A picture as it was, with the checkpoint that painted it; nothing new is recorded. */
  async function showAgain(
    job: Extract<Job, { kind: 'enlarge' | 'recall' }>,
    caller: Caller,
    context: WorkContext,
  ): Promise<Painting> {
    const image = await db.images.getImage(job.picture, caller.workspaceId, caller.userId);
    const { generation, style, number, alt, hidden } = image;
    if (job.kind === 'recall' && generation.options.kind === 'interpolate') {
      const shown = { style, private: image.private, ...(hidden && { spoiler: true }) };
      const asked = { ...(generation.options as unknown as Interpolation), ...shown };
      const again = { ...context, id: generation.id };
      return (await animated(asked, caller, await checkpoints.open(image.checkpointId), again)).painting;
    }
    if (job.kind === 'recall' && generation.options.kind === 'move') {
      const asked = { ...(generation.options as unknown as MoveJob), ...(hidden && { spoiler: true as const }) };
      return mover.again(image.id, asked, caller, generation.id);
    }
    const scale = job.kind === 'enlarge' ? enlargedScale : shownScale;
    const [rendered] = await renderer.render([{ ...image, seed: generation.seed }], scale);
    const picture: PaintedPicture = { ...rendered!, number, alt };
    const { name } = await checkpoints.open(image.checkpointId);
    if (job.kind === 'enlarge') await db.signs.noteInterest({ ...caller, imageId: image.id }, 'enlarge');
    const { subject, seed } = generation;
    const spoiler = isSpoiler(generation) || hidden;
    const about = { id: generation.id, kind: job.kind, subject, seed, style, checkpoint: name, spoiler };
    return { ...about, private: image.private, pictures: [picture] };
  }

  return async ({ job, caller }, context) => {
    await checkWords(caller, textsIn(job));
    if (job.kind === 'interpolate') return animate(job, caller, context);
    if (job.kind === 'pattern' || job.kind === 'banner') return drawScenery(job, caller, context);
    if (job.kind === 'move') return mover.move(job, caller, context);
    if (job.kind === 'enlarge' || job.kind === 'recall') return showAgain(job, caller, context);
    return paintGrid(job, caller, context);
  };
}
