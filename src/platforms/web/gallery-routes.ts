import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { Caller, Gallery, GalleryPicture, Origin, OwnMarks, People } from '#studio/api.ts';
import { fileUrl } from './channel/chat-views.ts';
import type { GalleryView, HistoryView } from './page/views.ts';
import type { Keeper } from './pictures/keeper.ts';
import type { LimitBody } from './serving/bodies.ts';
import type { Haste } from './serving/haste.ts';
import type { Identity, Person } from './serving/identity.ts';
import { requestBytes } from './serving/limits.ts';
import { knownPerson, readId, readJson, readQuery, written } from './serving/requests.ts';

/** The services behind the gallery page. */
export interface GalleryServices {
  gallery: Gallery;
  people: People;
}

interface GalleryRouteParts extends GalleryServices {
  keeper: Keeper;
  identity: Identity;
  haste: Haste;
  limitBody: LimitBody;
  originOf: (person: Person) => Origin;
}

const order = z.enum(['top', 'new']).default('top');
const listing = z.object({
  order,
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  /** The pictures of who asks alone. */
  mine: z.stringbool().default(false),
  days: z.coerce.number().int().min(1).max(366).optional(),
  search: written(100).optional(),
});
const noMarks: OwnMarks = { vote: 0, favorite: false };

/** The routes of the gallery: its pages, one picture with its history, and voting. */
export function addGalleryRoutes(
  app: Hono,
  { gallery, people, keeper, identity, haste, limitBody, originOf }: GalleryRouteParts,
): void {
  const small = limitBody(requestBytes);
  const callerOf = async (c: Context) => people.recognize(originOf(await knownPerson(identity, c)));

  const markerOf = async (c: Context) => {
    const caller = await people.identify(originOf(await knownPerson(identity, c)));
    haste.mark(caller.userId);
    return caller;
  };

  const viewPictures = async (caller: Caller, pictures: GalleryPicture[]): Promise<GalleryView[]> => {
    const marks = await gallery.marks(
      caller,
      pictures.map(({ id }) => id),
    );
    return Promise.all(
      pictures.map(async ({ png, number: _, createdAt, ...picture }) => ({
        ...picture,
        createdAt: createdAt.toISOString(),
        url: fileUrl(await keeper.save(png, 'image/png', picture.id)),
        own: marks.get(picture.id) ?? noMarks,
      })),
    );
  };

  app.get('/api/gallery', async (c) => {
    const caller = await callerOf(c);
    const { order: first, page, mine, days, search } = readQuery(c, listing);
    const which = { days, search, author: mine ? caller.userId : undefined };
    return c.json(await viewPictures(caller, await gallery.list(caller, first, page, undefined, which)));
  });

  app.get('/api/gallery/:id', async (c) => {
    const caller = await callerOf(c);
    const { picture, again: _, ...history } = await gallery.history(caller, readId(c));
    const [viewed] = await viewPictures(caller, [picture]);
    const view: HistoryView = { ...history, picture: viewed! };
    return c.json(view);
  });

  app.post('/api/gallery/:id/vote', small, async (c) => {
    const caller = await markerOf(c);
    const { value } = await readJson(c, z.object({ value: z.union([z.literal(1), z.literal(-1)]) }));
    return c.json(await gallery.vote(caller, readId(c), value));
  });

  app.post('/api/gallery/:id/favorite', small, async (c) => {
    const caller = await markerOf(c);
    return c.json(await gallery.favorite(caller, readId(c)));
  });
}
