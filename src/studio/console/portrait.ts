import type { Database } from '#db/database.ts';
import { lookNames } from '#training/taste/looks.ts';
import type { Caller, TasteView } from '../api.ts';
import type { CheckpointStore } from '../checkpoints/checkpoints.ts';
import type { GalleryService } from '../gallery/gallery.ts';
import { signsNeeded, type Tastes } from '../training/taste.ts';
import { describeTaste, likingOf } from './taste-words.ts';

export interface PortraitParts {
  db: Pick<Database, 'signs' | 'images'>;
  checkpoints: Pick<CheckpointStore, 'active'>;
  gallery: Pick<GalleryService, 'show' | 'list'>;
  tastes: Tastes;
}

/** The newest votes, favourites and interests whose pictures are looked at, each. */
const signsLookedAt = 300;
const shown = 6;
/** Of so many of the most and of the least liked, those are shown that everybody may see. */
const lookedThrough = 4 * shown;

/** What a workspace likes, in words and pictures. */
export async function drawPortrait(caller: Caller, parts: PortraitParts): Promise<TasteView> {
  const { db, checkpoints, gallery, tastes } = parts;
  const { workspaceId } = caller;
  const { count: signs } = await db.signs.versionOfSigns(workspaceId);
  const checkpoint = await checkpoints.active(workspaceId);
  const taste = await tastes.of(workspaceId, checkpoint);
  if (!taste) {
    const best = await gallery.list(caller, 'top', 1, shown);
    const liked = best.filter(({ counts }) => counts.up > counts.down);
    return { signs, needed: signsNeeded, words: [], liked, disliked: [] };
  }
  const { images } = await db.signs.findSigns({ workspaceId, limit: signsLookedAt });
  const seen = images.filter(({ look }) => look.length === lookNames.length);
  const pictures = seen.map(({ style, look, code, checkpointId }) => {
    return { style, look, code: checkpointId === checkpoint.id ? code : undefined };
  });
  const liking = likingOf(taste, pictures, checkpoint.latent);
  const order = [...seen.keys()].sort((one, other) => liking[other]! - liking[one]!).map((place) => seen[place]!.id);
  const show = async (ids: readonly string[]) => {
    const own = new Set(await db.images.listPrivate(ids));
    const pictures = await gallery.show(ids.filter((id) => !own.has(id)).slice(0, 2 * shown));
    return pictures.filter(({ spoiler }) => !spoiler).slice(0, shown);
  };
  return {
    signs,
    needed: signsNeeded,
    accuracy: taste.heldOut.accuracy,
    words: describeTaste(pictures, liking, checkpoint.latent),
    liked: await show(order.slice(0, lookedThrough)),
    disliked: await show(order.slice(shown).slice(-lookedThrough).reverse()),
  };
}
