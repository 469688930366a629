import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GalleryView, HistoryView } from '#platforms/web/page/views.ts';
import { enterAs, read, TestBrowser } from './browser.ts';
import { createFakeGallery } from './fake-gallery.ts';
import { startTestWeb, type TestWeb } from './start-test-web.ts';

let web: TestWeb;
let ana: TestBrowser;
beforeAll(async () => {
  web = await startTestWeb({ gallery: createFakeGallery(20) });
  ana = new TestBrowser(web.url);
  await ana.enter('Ana');
});
afterAll(() => web.close());

const list = async (query: string) => read<GalleryView[]>(await ana.fetch(`/api/gallery?${query}`));

test('pages of pictures, the most liked or the newest first, with pictures that load', async () => {
  const top = await list('order=top');
  expect(top).toHaveLength(9);
  expect(top[0]).toMatchObject({ id: 'pic1', counts: { up: 20 }, own: { vote: 0, favorite: false } });
  expect((await list('order=new'))[0]?.id).toBe('pic20');
  expect((await list('order=top&page=3')).map(({ id }) => id)).toEqual(['pic19', 'pic20']);
  expect((await ana.fetch(top[0]!.url)).headers.get('content-type')).toBe('image/png');
});

test('a vote is answered with the own marks and stays', async () => {
  expect(await (await ana.post('/api/gallery/pic3/vote', { value: 1 })).json()).toEqual({ vote: 1, favorite: false });
  expect((await list('order=top'))[2]).toMatchObject({ id: 'pic3', own: { vote: 1 }, counts: { up: 19 } });
  expect((await ana.post('/api/gallery/pic3/vote', { value: 5 })).status).toBe(400);
});

test('a picture tells its history', async () => {
  const history = await read<HistoryView>(await ana.fetch('/api/gallery/pic2'));
  expect(history).toMatchObject({ picture: { id: 'pic2' }, kind: 'mix', seed: 42, parents: [{ id: 'pic2' }] });
});

test('a picture that does not exist is said not to', async () => {
  const response = await ana.fetch('/api/gallery/pic99');
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ error: { code: 'not_found', message: 'There is no such picture.' } });
});

test.each(['order=best', 'page=0', 'page=x'])('%s is refused', async (query) => {
  expect((await ana.fetch(`/api/gallery?${query}`)).status).toBe(400);
});

test('votes and favourites of one person are limited, and nobody else waits for it', async () => {
  const statuses = [];
  for (let vote = 0; vote < 40; vote++) {
    statuses.push((await ana.post('/api/gallery/pic5/vote', { value: 1 })).status);
    statuses.push((await ana.post('/api/gallery/pic5/favorite')).status);
  }
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(61);
  expect(statuses.at(-1)).toBe(429);
  expect((await (await enterAs(web.url, 'Ben')).post('/api/gallery/pic5/vote', { value: 1 })).status).toBe(200);
});
