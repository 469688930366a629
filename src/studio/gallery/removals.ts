import type { Database } from '#db/database.ts';
import type { ImageDetails } from '#db/images.ts';
import type { Caller } from '../api.ts';
import { lessonOf } from '../lessons/lessons.ts';
import { enlargedScale, type Renderer, shownScale } from '../painting/render.ts';

export interface RemovalParts {
  db: Pick<Database, 'images' | 'removals'>;
  renderer: Pick<Renderer, 'render' | 'forget'>;
  /** Told when pictures are gone, so that they are taken back from where they are shown. */
  onRemoved(): Promise<void>;
}

/** Deletes pictures for good: see `Gallery.remove`. */
export function createRemover({ db, renderer, onRemoved }: RemovalParts) {
  /** Somebody may have given such a picture's file to learn from. */
  async function lessonHashesOf(images: readonly ImageDetails[]): Promise<string[]> {
    const renderable = images.map((image) => ({ ...image, seed: image.generation.seed }));
    const [shown, enlarged] = await Promise.all(
      [shownScale, enlargedScale].map((scale) => renderer.render(renderable, scale)),
    );
    const lessons = [...shown!, ...enlarged!].map(
      async ({ png, id }) => (await lessonOf({ bytes: png, name: id })).hash,
    );
    return Promise.all(lessons);
  }

  return async ({ workspaceId, userId, admin }: Caller, imageIds: readonly string[]): Promise<void> => {
    const images = await Promise.all([...new Set(imageIds)].map((id) => db.images.getImage(id, workspaceId, userId)));
    const lessonHashes = await lessonHashesOf(images);
    await db.removals.removeImages({
      imageIds: images.map(({ id }) => id),
      workspaceId,
      userId,
      anyones: admin,
      lessonHashes,
    });
    renderer.forget(imageIds);
    await onRemoved();
  };
}
