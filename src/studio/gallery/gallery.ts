import type { Database } from '#db/database.ts';
import { isSpoiler } from '#db/generations.ts';
import type { ImageDetails } from '#db/images.ts';
import type { Mark } from '#db/marks.ts';
import type { Clock } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Caller, Gallery, GalleryPicture, Job } from '../api.ts';
import type { RenderedPicture } from '../painting/render.ts';
import { readDepiction } from '../sketches/depiction.ts';
import { depictionInWords } from '../sketches/scene-words.ts';
import { createRecognition } from './recognition.ts';

/** `<@42>` (Discord) and `<@U42|name>` (Slack). */
const mention = /^<@!?([A-Za-z0-9]+)(?:\|[^>]*)?>$/;
const dayMs = 24 * 60 * 60_000;

export interface GalleryParts {
  db: Pick<Database, 'images' | 'marks' | 'people'>;
  clock: Clock;
  /** Renders stored pictures with the checkpoints that made them; the results may come in any order. */
  render(images: ImageDetails[]): Promise<RenderedPicture[]>;
  /** What people call a checkpoint, by its id. */
  nameOf(checkpointId: string): string;
  /** Deletes pictures: see `createRemover`. */
  remove: Gallery['remove'];
  /** Told of each vote and favourite that was given or taken back. */
  onMark?(mark: Mark): void;
}

export interface GalleryService extends Gallery {
  /** Pictures as they are shown, wherever they were painted; those that are gone are left out. */
  show(pictureIds: readonly string[]): Promise<GalleryPicture[]>;
}

/** What people did with pictures: votes, favourites, the gallery and each picture's history. */
export function createGallery({ db, clock, render, nameOf, remove, onMark }: GalleryParts): GalleryService {
  async function toPictures(images: ImageDetails[]): Promise<GalleryPicture[]> {
    const rendered = new Map((await render(images)).map((image) => [image.id, image]));
    return images.map((image) => toPicture(image, rendered.get(image.id)!));
  }

  async function counted<Result>(mark: Mark, change: Promise<Result>): Promise<Result> {
    const result = await change;
    onMark?.(mark);
    return result;
  }

  return {
    remove,

    recognise: createRecognition({ db, render }),

    show: async (pictureIds) => toPictures(await db.images.findImages(pictureIds)),

    vote: (caller, pictureId, value) =>
      counted(value > 0 ? 'up' : 'down', db.marks.toggleVote(toMarking(caller, pictureId), value)),

    favorite: (caller, pictureId) => counted('favorite', db.marks.toggleFavorite(toMarking(caller, pictureId))),

    mark: ({ userId, workspaceId }, imageIds, mark, present) =>
      counted(mark, db.marks.setMarks({ userId, workspaceId, imageIds }, mark, present)),

    siblings: ({ workspaceId, userId }, pictureId) => db.images.listSiblings(pictureId, workspaceId, userId),

    marks: ({ userId }, pictureIds) => db.marks.findMarks(userId, pictureIds),

    favorites: async ({ workspaceId, userId }, page, perPage) =>
      toPictures(await db.images.listFavoriteImages({ workspaceId, userId, page, perPage })),

    list: async ({ workspaceId, userId: viewer }, order, page, perPage, { author, days, search } = {}) => {
      const since = days === undefined ? undefined : new Date(clock.now().getTime() - days * dayMs);
      const words = search?.split(/\s+/).filter(Boolean);
      const filter = { workspaceId, viewer, author, since, words, unhidden: true };
      return toPictures(await db.images.listImages({ ...filter, order, page, perPage }));
    },

    async findAuthor({ workspaceId, userId }, typed) {
      if (/^(me|mine)$/i.test(typed)) return userId;
      const found = await db.people.findAuthor(workspaceId, mention.exec(typed)?.[1] ?? typed);
      if (found) return found;
      throw new AppError('not_found', message('gallery.nobody'));
    },

    anyPrivate: async (pictureIds) => (await db.images.listPrivate(pictureIds)).length > 0,

    async share({ workspaceId, userId }, pictureId) {
      const { authorId } = await db.images.getImage(pictureId, workspaceId, userId);
      if (authorId !== userId) throw new AppError('no_permission', message('gallery.share-own'));
      const siblings = await db.images.listSiblings(pictureId, workspaceId, userId);
      await db.images.shareImages(pictureId);
      return toPictures(await db.images.findImages(siblings.map(({ id }) => id)));
    },

    async history({ workspaceId, userId }, pictureId) {
      const image = await db.images.getImage(pictureId, workspaceId, userId);
      const [[picture], siblings, parents, children] = await Promise.all([
        toPictures([image]),
        db.images.listSiblings(pictureId, workspaceId, userId),
        db.images.listAncestors(image.id, userId),
        db.images.listChildren(image.id, userId),
      ]);
      const { kind, prompt, seed, options } = image.generation;
      const again = 'kind' in options ? (options as Job) : undefined;
      const { style } = image;
      const checkpoint = nameOf(image.checkpointId);
      const mine = image.authorId === userId;
      const depiction = readDepiction(image.scene);
      const scene = depiction && depictionInWords(depiction);
      return {
        picture: picture!,
        mine,
        scene,
        kind,
        prompt,
        seed,
        style,
        checkpoint,
        again,
        siblings,
        parents,
        children,
      };
    },
  };
}

function toMarking({ userId, workspaceId, event }: Caller, imageId: string) {
  return { userId, workspaceId, imageId, event };
}

function toPicture(image: ImageDetails, rendered: RenderedPicture): GalleryPicture {
  const { id, number, alt, counts, createdAt, author = 'someone', private: own } = image;
  const { png, width, height } = rendered;
  const { subject } = image.generation;
  const spoiler = isSpoiler(image.generation) || image.hidden;
  return { id, number, alt, png, width, height, counts, subject, spoiler, private: own, author, createdAt };
}
