import { idOf } from '#lib/ids.ts';
import type { Caller, Painting } from '../api.ts';
import { createPacker } from '../making/packer.ts';
import { atMost } from '../making/packs.ts';
import { withinLimits } from '../people/allowance.ts';
import { directionsOf } from '../planning/directions.ts';
import { joinNotes, notePicked } from '../planning/notes.ts';
import { paintPlans } from '../planning/painted-plans.ts';
import type { PaintJob } from '../planning/recipe.ts';
import { planJob } from '../planning/recipes.ts';
import type { WorkContext } from '../queue/queue.ts';
import { candidates } from '../training/taste.ts';
import type { PaintingParts, PaintingTools, Stage } from './parts.ts';

export type PaintGrid = (asked: PaintJob, caller: Caller, context: WorkContext) => Promise<Painting>;

/** Paints grids of pictures: those that are picked by taste are the best of `candidates`. */
export function createGrids(parts: PaintingParts, { records, allowanceOf }: PaintingTools): PaintGrid {
  const { checkpoints, renderer, finder, painter, sketcher, doodles, tastes, clock, publicUrl, onStage } = parts;
  const { record, inheritSpoiler } = records;
  const packed = createPacker({ clock, publicUrl });

  async function timed<Result>(stage: Stage, work: Promise<Result>): Promise<Result> {
    const start = performance.now();
    const result = await work;
    onStage?.(stage, (performance.now() - start) / 1000);
    return result;
  }

  return async (asked, caller, context) => {
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
  };
}
