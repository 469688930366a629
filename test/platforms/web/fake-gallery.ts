import { AppError } from '#lib/errors.ts';
import type { GalleryServices } from '#platforms/web/gallery-routes.ts';
import type { GalleryPicture, OwnMarks } from '#studio/api.ts';
import { type Paint, paintFace } from './fake-chat.ts';

/** A gallery of `count` pictures, the first with the most votes. */
export function createFakeGallery(count: number, paint: Paint = paintFace): GalleryServices {
  const own = new Map<string, OwnMarks>();
  const marksOf = (id: string) => own.get(id) ?? { vote: 0, favorite: false };
  const picture = async (index: number): Promise<GalleryPicture> => ({
    id: `pic${index + 1}`,
    number: 1,
    width: 64,
    height: 64,
    png: await paint(index),
    alt: `fox 🦊 number ${index + 1}`,
    counts: { up: count - index + Number(marksOf(`pic${index + 1}`).vote === 1), down: 0, favorites: index % 3 },
    subject: index % 4 === 3 ? '' : `fox 🦊 + doughnut 🍩 number ${index + 1}`,
    author: 'Ana',
    createdAt: new Date(Date.UTC(2026, 0, 1, 12)),
  });
  const mark = (id: string, change: (before: OwnMarks) => OwnMarks) => {
    own.set(id, change(marksOf(id)));
    return Promise.resolve(marksOf(id));
  };
  const noPicture = () => new AppError('not_found', 'There is no such picture.');
  const identify: GalleryServices['people']['identify'] = async ({ user, workspace, channel, operator }) => {
    const rights = { admin: operator, mayRetrain: operator };
    return { userId: user.externalId, name: user.name, workspaceId: workspace, channel, ...rights };
  };
  return {
    people: {
      identify,
      recognize: identify,
      offerLink: async () => '',
      link: async () => [],
      unlink: async () => {},
    },
    gallery: {
      vote: (_, id, value) => mark(id, (before) => ({ ...before, vote: before.vote === value ? 0 : value })),
      favorite: (_, id) => mark(id, (before) => ({ ...before, favorite: !before.favorite })),
      mark: async () => {},
      remove: async () => {},
      recognise: async () => 'pic1',
      findAuthor: async (caller) => caller.userId,
      anyPrivate: async () => false,
      share: async () => [],
      siblings: async () => [],
      marks: async (_, ids) => new Map(ids.map((id) => [id, marksOf(id)])),
      favorites: async () => [],
      async list(_, order, page) {
        const indices = Array.from({ length: count }, (_each, index) => index);
        const ordered = order === 'top' ? indices : indices.reverse();
        return Promise.all(ordered.slice((page - 1) * 9, page * 9).map(picture));
      },
      async history(_, id) {
        const index = Number(id.slice(3)) - 1;
        if (!(index >= 0 && index < count)) throw noPicture();
        return {
          picture: await picture(index),
          mine: false,
          kind: 'mix',
          prompt: '🦊 🍩',
          seed: 42,
          style: 'noto',
          checkpoint: 'easel',
          siblings: [],
          parents: [{ id: 'pic2', subject: 'fox 🦊', kind: 'generate' }],
          children: [],
        };
      },
    },
  };
}
