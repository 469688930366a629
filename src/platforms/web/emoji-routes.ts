import type { Context, Hono } from 'hono';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { EmojiMaker } from '#studio/api.ts';

interface EmojiRouteParts {
  emoji: Pick<EmojiMaker, 'published'>;
  /** Throws `rate_limited`. */
  refuseHaste(c: Context): void;
}

const fileName = /^([0-9a-z]{10})\.png$/;

/** The emoji of packs by their ids, which the tools that a pack's manifest is for fetch without being anybody. */
export function addEmojiRoutes(app: Hono, { emoji, refuseHaste }: EmojiRouteParts): void {
  app.get('/emoji/:name', async (c) => {
    refuseHaste(c);
    const id = fileName.exec(c.req.param('name'))?.[1];
    const png = id && (await emoji.published(id));
    if (!png) throw new AppError('not_found', message('web.no-emoji'));
    return c.body(new Uint8Array(png), 200, { 'content-type': 'image/png', 'cache-control': 'public, max-age=3600' });
  });
}
