import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Database } from '#db/database.ts';
import type { StoredImage } from '#db/images.ts';
import { systemClock } from '#lib/clock.ts';
import type { Caller } from '#studio/api.ts';
import { createGallery } from '#studio/gallery/gallery.ts';
import { openTestDatabase } from '../../helpers/database.ts';
import { createScene, paint, type Scene } from '../../helpers/scene.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

describe('the gallery', () => {
  /** Answers in another order than it was asked in, as a batch may. */
  const render = vi.fn(async (images: StoredImage[]) =>
    images.map(({ id, code }) => ({ id, png: Uint8Array.of(code[0]!), width: 64, height: 64 })).reverse(),
  );
  let scene: Scene;
  let ana: Caller;
  let gallery: ReturnType<typeof createGallery>;
  beforeEach(async () => {
    scene = await createScene(db);
    ana = {
      userId: scene.userId,
      name: 'Ana',
      workspaceId: scene.workspaceId,
      channel: 'general',
      admin: false,
      mayRetrain: false,
    };
    gallery = createGallery({ db, render, remove: async () => {}, clock: systemClock, nameOf: (id) => id.slice(0, 8) });
  });

  test('a vote is told back, counted for everybody and remembered for its person', async () => {
    const [one, two] = await paint(db, scene, { count: 2 });
    expect(await gallery.vote(ana, two!, 1)).toEqual({ vote: 1, favorite: false });
    expect(await gallery.favorite(ana, two!)).toEqual({ vote: 1, favorite: true });
    expect(await gallery.siblings(ana, one!)).toEqual([
      { id: one, number: 1, counts: { up: 0, down: 0, favorites: 0 } },
      { id: two, number: 2, counts: { up: 1, down: 0, favorites: 1 } },
    ]);
    expect((await gallery.marks(ana, [two!])).get(two!)).toEqual({ vote: 1, favorite: true });
  });

  test('pictures are shown with their own pixels, author and subject', async () => {
    const [one, two] = await paint(db, scene, { count: 2, subject: 'fox 🦊' });
    await gallery.vote(ana, two!, 1);
    const pictures = await gallery.list(ana, 'top', 1);
    expect(pictures).toMatchObject([
      { id: two, png: Uint8Array.of(1), alt: 'picture 2', author: 'Ana', subject: 'fox 🦊', counts: { up: 1 } },
      { id: one, png: Uint8Array.of(0), alt: 'picture 1', width: 64, height: 64 },
    ]);
    expect(await gallery.list(ana, 'new', 2, 1)).toMatchObject([{ id: two }]);
  });

  test('favourites are those of the person', async () => {
    const [one] = await paint(db, scene);
    await gallery.favorite(ana, one!);
    expect(await gallery.favorites(ana, 1)).toMatchObject([{ id: one, counts: { favorites: 1 } }]);
  });

  test("a picture's history tells where it came from and what came of it", async () => {
    const [fox] = await paint(db, scene, { count: 1, subject: 'fox 🦊' });
    const request = { kind: 'mix', prompt: '🦊 🍩', seed: 4_294_967_295, subject: 'fox + doughnut' } as const;
    const [mixed, sibling] = await paint(db, scene, { count: 2, parents: [fox!], ...request });
    const [varied] = await paint(db, scene, { count: 1, kind: 'vary', subject: 'fox + doughnut', parents: [mixed!] });
    const { kind, prompt, seed } = request;
    expect(await gallery.history(ana, mixed!)).toMatchObject({
      ...{ kind, prompt, seed, style: 'noto' },
      checkpoint: scene.checkpointId.slice(0, 8),
      picture: { id: mixed, number: 1, png: Uint8Array.of(0) },
      siblings: [{ id: mixed }, { id: sibling }],
      parents: [{ id: fox, kind: 'generate', subject: 'fox 🦊' }],
      children: [{ id: varied, kind: 'vary' }],
    });
  });

  test('pictures of another workspace are not found, and none is rendered', async () => {
    const [id] = await paint(db, scene);
    const { workspaceId, userId } = await createScene(db);
    const stranger = { ...ana, workspaceId, userId };
    render.mockClear();
    const attempts = [
      () => gallery.vote(stranger, id!, 1),
      () => gallery.favorite(stranger, id!),
      () => gallery.siblings(stranger, id!),
      () => gallery.history(stranger, id!),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    expect(await gallery.list(stranger, 'new', 1)).toEqual([]);
    expect(render.mock.calls.flat(2)).toEqual([]);
  });
});
