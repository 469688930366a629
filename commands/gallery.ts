import { command } from '#chat/command.ts';
import type { Context } from '#chat/context.ts';
import { galleryReply, readPage } from '#chat/gallery-page.ts';
import { option } from '#chat/options.ts';
import type { Reply } from '#chat/reply.ts';

type Order = 'top' | 'new';
const titles = { top: 'Most loved pictures', new: 'Newest pictures' } as const;

async function galleryPage(ctx: Context, order: Order, page: number): Promise<Reply> {
  return galleryReply({
    title: titles[order],
    pictures: await ctx.gallery.list(ctx.caller, order, page),
    page,
    empty: 'There are no pictures here yet. `/generate happy cat` paints the first.',
    link: ['gallery', order],
  });
}

export default command({
  name: 'gallery',
  summary: 'Shows the pictures made here, the most loved or the newest first',
  examples: ['/gallery', '/gallery new'],
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
