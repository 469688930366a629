import type { Context, Hono } from 'hono';
import { AppError } from '#lib/errors.ts';
import { type Language, message, wordsFor } from '#lib/i18n.ts';
import type { Asset, Assets } from './assets.ts';
import { type FileStore, isForAll } from './pictures/files.ts';
import { sendPicture } from './pictures/send-picture.ts';
import { type Identity, languageAsked } from './serving/identity.ts';

interface PageRouteParts {
  assets: Assets;
  files: FileStore;
  identity: Identity;
  /** Of browsers that name none. */
  language?: Language;
}

const forEver = 'public, max-age=31536000, immutable';
/** The routes of what a browser loads: the page, its files, and the pictures. */
export function addPageRoutes(app: Hono, { assets, files, identity, language }: PageRouteParts): void {
  const page = (c: Context) => {
    const { language: asked } = wordsFor(languageAsked(c) ?? language);
    return c.html(assets.html.get(asked)!, 200, { 'cache-control': 'no-cache', vary: 'accept-language' });
  };

  app.get('/', async (c) => {
    const token = c.req.query('admin');
    if (token === undefined) return page(c);
    if (!(await identity.admit(c, token))) {
      throw new AppError('no_permission', message('web.bad-link'));
    }
    return c.redirect('/', 303);
  });
  app.get('/sign-out', (c) => {
    if (['cross-site', 'same-site'].includes(c.req.header('sec-fetch-site') ?? '')) {
      throw new AppError('no_permission', message('web.other-site'));
    }
    identity.signOut(c);
    return c.redirect('/', 303);
  });
  for (const path of ['/gallery', '/console', '/console/*']) app.get(path, page);
  // Where the trainings were before there was a console.
  app.get('/trainings', (c) => c.redirect('/console/trainings', 301));
  app.get('/favicon.svg', (c) => c.body(assets.icon, 200, { 'content-type': 'image/svg+xml' }));

  app.get('/assets/*', (c) => {
    const asset = assets.files.get(c.req.path);
    if (!asset) throw new AppError('not_found', message('web.old-file'));
    return sendAsset(c, asset);
  });

  app.get('/files/:name', async (c) => {
    const name = c.req.param('name');
    const file = isForAll(name) ? await files.open(name) : undefined;
    if (!file) throw new AppError('not_found', message('web.picture-gone-recall'));
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
