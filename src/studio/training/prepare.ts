import { join } from 'node:path';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { Favorite } from './favorites.ts';
import type { TrainingOrder } from './order.ts';
import type { TrainerParts, TrainingRequest } from './parts.ts';
import type { Sources } from './skip.ts';

/** Favourites that one run learns from at most. */
const favoritesAtMost = 500;
const leastPriority = 19;

/** What a run is to learn, and how much of what it comes from. */
export interface Prepared {
  order: TrainingOrder;
  sources: Sources;
}

/** Gathers what a workspace likes and gave, for its model to learn. */
export async function prepareOrder(
  { workspaceId, minutes }: TrainingRequest,
  parent: OpenCheckpoint,
  parts: TrainerParts,
): Promise<Prepared> {
  const { db, config, tastes, checkpointDirectory, priority = leastPriority } = parts;
  const favorites = await gatherFavorites(workspaceId, parts);
  const taught = await parts.lessons(workspaceId, parent);
  const { signs: votes, people } = await db.signs.countSigns(workspaceId);
  const order: TrainingOrder = {
    ...{ checkpointDirectory, from: parent.directory, cacheDirectory: join(config.dataDir, 'cache') },
    ...{ minutes, seed: Math.floor(Math.random() * 2 ** 31), device: config.device, threads: config.threads, priority },
    favorites: [...favorites, ...taught],
    taste: await tastes.of(workspaceId, parent),
  };
  return { order, sources: { votes, people, favorites: favorites.length, given: taught.length } };
}

/** Favourites with their pixels, each painted by the checkpoint that it comes from. */
async function gatherFavorites(
  workspaceId: string,
  { db, checkpoints, renderer }: Pick<TrainerParts, 'db' | 'checkpoints' | 'renderer'>,
): Promise<Favorite[]> {
  const images = await db.images.findFavoriteImages(workspaceId, favoritesAtMost);
  const favorites: Favorite[] = [];
  for (const [checkpointId, group] of Map.groupBy(images, (image) => image.checkpointId)) {
    const checkpoint = await checkpoints.open(checkpointId);
    const sketches = group.map(({ code, style }) => ({ code, style: checkpoint.latent.oneHot(style) }));
    const pixels = await renderer.paint(checkpoint, sketches);
    favorites.push(...group.map(({ id, style }, index) => ({ id, style, pixels: pixels[index]! })));
  }
  return favorites;
}
