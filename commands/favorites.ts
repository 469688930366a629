import { galleryReply, picturesPerPage, readPage } from '#chat/answers/gallery-page.ts';
import { command } from '#chat/command/command.ts';
import type { Context } from '#chat/context.ts';
import { favorite } from '#chat/pressing/actions.ts';
import type { Reply } from '#chat/reply.ts';

async function favoritesPage(ctx: Context, page: number): Promise<Reply> {
  const reply = galleryReply(
    {
      title: ctx.words('favorites.title'),
      pictures: await ctx.gallery.favorites(ctx.caller, page, picturesPerPage),
      page,
      empty: ctx.words('favorites.empty'),
      link: ['favorites'],
    },
    ctx.words,
  );
  return { ...reply, ephemeral: true };
}

export default command({
  name: 'favorites',
  summary: 'Shows the pictures you kept with ❤️',
  examples: ['/favorites'],
  private: true,
  options: {},
  run: (ctx) => favoritesPage(ctx, 1),
  actions: {
    favorite,
    favorites: { run: async (ctx, [page]) => ({ edit: await favoritesPage(ctx, readPage(page)) }) },
  },
});
