import { galleryReply, picturesPerPage, readPage } from '#chat/answers/gallery-page.ts';
import { quoteTyped } from '#chat/answers/words.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Context } from '#chat/context.ts';
import type { Reply } from '#chat/reply.ts';
import type { GalleryPicture, Which } from '#studio/api.ts';

type Order = 'top' | 'new';

const periods = { day: 1, week: 7, month: 30 } as const;
type Period = keyof typeof periods;

/** What is asked for, as the buttons that turn pages carry it. */
interface Asked {
  order: Order;
  author?: string;
  since?: Period;
  search?: string;
}

/** As much of a search as fits into a button, in bytes. */
const longestSearch = 36;
const nothing = '-';

async function galleryPage(ctx: Context, asked: Asked, page: number): Promise<Reply> {
  const { order, author, since, search } = asked;
  const which: Which = { author, days: since && periods[since], search };
  const pictures = await ctx.gallery.list(ctx.caller, order, page, picturesPerPage, which);
  const isWhole = !author && !since && !search;
  const reply = galleryReply(
    {
      title: titleOf(ctx, asked, pictures),
      pictures,
      page,
      empty: ctx.words(isWhole ? 'gallery.empty' : 'gallery.none-such'),
      link: ['gallery', order, author ?? nothing, since ?? nothing, search ? toBase64(search) : nothing],
    },
    ctx.words,
  );
  return { ...reply, ephemeral: true };
}

/** Beyond those that people voted for, the most loved pictures are just the newest. */
function titleOf(
  { caller, words }: Context,
  { order, author, since, search }: Asked,
  pictures: readonly GalleryPicture[],
): string {
  const isLoved = order === 'top' && pictures.some(({ counts }) => counts.up + counts.favorites > 0);
  return words('gallery.title', {
    which: isLoved ? 'loved' : 'newest',
    whose: author === undefined ? 'none' : author === caller.userId ? 'mine' : 'other',
    author: pictures[0]?.author ?? words('gallery.that-person'),
    search: search ? quoteTyped(search) : 'none',
    since: since ?? 'none',
    unvoted: order === 'top' && !isLoved ? 'yes' : 'no',
  });
}

const toBase64 = (search: string): string => Buffer.from(search).toString('base64url');

/** Cut between letters. */
function fitting(search: string | undefined): string | undefined {
  const letters = [...(search ?? '').trim()];
  while (Buffer.byteLength(letters.join('')) > longestSearch) letters.pop();
  return letters.join('') || undefined;
}

/** `gallery:<order>:<author>:<since>:<search>:<page>`; earlier versions wrote `gallery:<order>:<page>`. */
function readAsked([order, ...rest]: string[]): { asked: Asked; page: number } {
  const [author, since, search] = rest.length > 1 ? rest : [];
  const given = (value: string | undefined) => (value === nothing ? undefined : value);
  const asked: Asked = {
    order: order === 'new' ? 'new' : 'top',
    author: given(author),
    since: since !== undefined && Object.hasOwn(periods, since) ? (since as Period) : undefined,
    search: given(search) && fitting(Buffer.from(search!, 'base64url').toString()),
  };
  return { asked, page: readPage(rest.at(-1)) };
}

export default command({
  name: 'gallery',
  summary: 'Shows the pictures made here: all or yours, the most loved or the newest first',
  examples: ['/gallery', '/gallery new', '/gallery mine', '/gallery by:@ana since:week', '/gallery new happy fox'],
  private: true,
  options: {
    order: option.choice(['top', 'new', 'mine'], { summary: 'Which come first; mine for your newest', default: 'top' }),
    search: option.text({ summary: 'What they show, in words', rest: true }),
    by: option.text({ summary: 'Who had them painted: a name or mention, or me', pick: 'person' }),
    since: option.choice(['day', 'week', 'month'], { summary: 'Those of the last day, week or month' }),
  },
  async run(ctx, { order, by, since, search }) {
    const typed = by ?? (order === 'mine' ? 'me' : undefined);
    const author = typed && (await ctx.gallery.findAuthor(ctx.caller, typed));
    return galleryPage(ctx, { order: order === 'mine' ? 'new' : order, author, since, search: fitting(search) }, 1);
  },
  actions: {
    gallery: {
      async run(ctx, args) {
        const { asked, page } = readAsked(args);
        return { edit: await galleryPage(ctx, asked, page) };
      },
    },
  },
});
