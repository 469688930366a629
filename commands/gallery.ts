import { command } from '#chat/command.ts';
import type { Context } from '#chat/context.ts';
import { galleryReply, picturesPerPage, readPage } from '#chat/gallery-page.ts';
import { option } from '#chat/options.ts';
import type { Reply } from '#chat/reply.ts';
import type { GalleryPicture } from '#studio/api.ts';

type Order = 'top' | 'new';

async function galleryPage(ctx: Context, order: Order, page: number): Promise<Reply> {
  const pictures = await ctx.gallery.list(ctx.caller, order, page, picturesPerPage);
  const reply = galleryReply({
    title: titleOf(order, pictures),
    pictures,
    page,
    empty: 'There are no pictures here yet. `/generate happy cat` paints the first.',
    link: ['gallery', order],
  });
  return { ...reply, ephemeral: true };
}

/** Beyond those that people voted for, the most loved pictures are just the newest. */
function titleOf(order: Order, pictures: readonly GalleryPicture[]): string {
  if (order === 'new') return 'Newest pictures';
  const isLoved = pictures.some(({ counts }) => counts.up + counts.favorites > 0);
  return isLoved ? 'Most loved pictures' : 'Newest pictures, none of them voted for yet';
}

export default command({
  name: 'gallery',
  summary: 'Shows the pictures made here, the most loved or the newest first',
  examples: ['/gallery', '/gallery new'],
  private: true,
  options: { order: option.choice(['top', 'new'], { summary: 'Which come first', default: 'top' }) },
  run: (ctx, { order }) => galleryPage(ctx, order, 1),
  actions: {
    gallery: {
      run: async (ctx, [order, page]) => ({
        edit: await galleryPage(ctx, order === 'new' ? 'new' : 'top', readPage(page)),
      }),
    },
  },
});
