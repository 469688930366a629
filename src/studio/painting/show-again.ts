import { isSpoiler } from '#db/generations.ts';
import type { Caller, Job, PaintedPicture, Painting } from '../api.ts';
import type { createMover, MoveJob } from '../making/moving.ts';
import type { WorkContext } from '../queue/queue.ts';
import type { Blends, Interpolation } from './blends.ts';
import type { PaintingParts } from './parts.ts';
import { enlargedScale, shownScale } from './render.ts';

export type ShowAgain = (
  job: Extract<Job, { kind: 'enlarge' | 'recall' }>,
  caller: Caller,
  context: WorkContext,
) => Promise<Painting>;

/** Shows a picture as it was, with the checkpoint that painted it; nothing new is recorded. */
export function createShowAgain(
  { db, checkpoints, renderer }: PaintingParts,
  { blends, mover }: { blends: Blends; mover: ReturnType<typeof createMover> },
): ShowAgain {
  return async (job, caller, context) => {
    const image = await db.images.getImage(job.picture, caller.workspaceId, caller.userId);
    const { generation, style, number, alt, hidden } = image;
    if (job.kind === 'recall' && generation.options.kind === 'interpolate') {
      const shown = { style, private: image.private, ...(hidden && { spoiler: true }) };
      const asked = { ...(generation.options as unknown as Interpolation), ...shown };
      const again = { ...context, id: generation.id };
      return (await blends.paint(asked, caller, await checkpoints.open(image.checkpointId), again)).painting;
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
  };
}
