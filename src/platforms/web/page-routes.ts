import type { Context, Hono } from 'hono';
import { AppError } from '#lib/errors.ts';
import type { Asset, Assets } from './assets.ts';
import { type FileStore, isForAll } from './files.ts';
import type { Identity } from './identity.ts';
import { sendPicture } from './send-picture.ts';

interface PageRouteParts {
  assets: Assets;
  files: FileStore;
  identity: Identity;
}

const forEver = 'public, max-age=31536000, immutable';
/** The routes of what a browser loads: the page, its files, and the pictures. */
export function addPageRoutes(app: Hono, { assets, files, identity }: PageRouteParts): void {
  app.get('/', async (c) => {
    const token = c.req.query('admin');
    if (token === undefined) return c.html(assets.html, 200, { 'cache-control': 'no-cache' });
    if (!(await identity.admit(c, token))) {
      throw new AppError(
        'no_permission',
        'This operator link is not valid. Easel says at its start where the right one is.',
      );
    }
    return c.redirect('/', 303);
  });
  app.get('/sign-out', (c) => {
    if (['cross-site', 'same-site'].includes(c.req.header('sec-fetch-site') ?? '')) {
      throw new AppError('no_permission', 'This request came from another site and was refused.');
    }
    identity.signOut(c);
    return c.redirect('/', 303);
  });
  for (const path of ['/gallery', '/console', '/console/*']) {
    app.get(path, (c) => c.html(assets.html, 200, { 'cache-control': 'no-cache' }));
  }
  // Where the trainings were before there was a console.
  app.get('/trainings', (c) => c.redirect('/console/trainings', 301));
  app.get('/favicon.svg', (c) => c.body(assets.icon, 200, { 'content-type': 'image/svg+xml' }));

  app.get('/assets/*', (c) => {
    const asset = assets.files.get(c.req.path);
    if (!asset) throw new AppError('not_found', 'This file belongs to another version of the page. Reload it.');
    return sendAsset(c, asset);
  });

  app.get('/files/:name', async (c) => {
    const name = c.req.param('name');
    const file = isForAll(name) ? await files.open(name) : undefined;
    if (!file) throw new AppError('not_found', 'This picture is not kept any more. Recall it by its id.');
    return sendPicture(c, file, forEver);
  });
}

/** Answers with a file of the page, packed as the browser understands it best. */
function sendAsset(c: Context, { mime, body, brotli, gzip }: Asset): Response {
  const understood = (c.req.header('accept-encoding') ?? '').split(',').map((each) => each.split(';')[0]!.trim());
  const encoding = ['br', 'gzip'].find((each) => understood.includes(each));
  const packed = encoding === 'br' ? brotli : encoding === 'gzip' ? gzip : body;
  return c.body(new Uint8Array(packed), 200, {
    ...{ 'content-type': mime, 'cache-control': forEver, vary: 'accept-encoding' },
    ...(encoding && { 'content-encoding': encoding }),
  });
}
