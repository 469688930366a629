import { command } from '#chat/command.ts';
import type { Context } from '#chat/context.ts';
import { askToDelete, deletePictures } from '#chat/deleting.ts';
import { pictureIdOf } from '#chat/images.ts';
import { pictureReply } from '#chat/one-picture.ts';
import { option } from '#chat/options.ts';
import type { Outcome } from '#chat/reply.ts';
import { streamOf } from '#chat/stream.ts';
import { AppError } from '#lib/errors.ts';

/** `keep:<picture>[:mine]`: the question goes. */
async function keep(ctx: Context, [id = '', layout]: string[]): Promise<Outcome> {
  if (layout === 'mine') return { edit: await pictureReply(ctx, id) };
  return { edit: { text: 'Nothing was deleted.', images: [], buttons: [] } };
}

export default command({
  name: 'delete',
  summary: 'Deletes a picture of yours for good',
  examples: ['/delete 7k2m9x4q1c'],
  private: true,
  options: {
    id: option.text({
      summary: "The picture's id, which is also the name of its file",
      required: true,
      suggest: 'picture',
    }),
  },
  run: (ctx, { id }) => askToDelete(ctx, pictureIdOf(id), false),
  actions: {
    delete: {
      async run(ctx, [id = '', layout]) {
        const question = await askToDelete(ctx, id, false, layout);
        return layout === 'mine' ? { edit: question } : { reply: streamOf(question) };
      },
    },
    'delete-now': { run: async (ctx, [id = '', which = 'one']) => ({ edit: await deletePictures(ctx, id, which) }) },
    keep: { run: keep },
  },
  shortcuts: {
    delete: {
      label: 'Delete…',
      async run(ctx, { sources: [first] }) {
        const source = await ctx.source(first!.id);
        if ('text' in source) return { reply: streamOf(askToDelete(ctx, source.text, true)) };
        throw new AppError('bad_option', 'I did not paint this. Its author or a moderator can delete its message.');
      },
    },
  },
});
