import { askToDelete, deletePictures } from '#chat/answers/deleting.ts';
import { pictureIdOf } from '#chat/answers/images.ts';
import { pictureReply } from '#chat/answers/one-picture.ts';
import { notMine, reportModal } from '#chat/answers/reporting.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Context } from '#chat/context.ts';
import type { ChosenMessage } from '#chat/pressing/shortcuts.ts';
import type { Outcome } from '#chat/reply.ts';
import { streamOf } from '#chat/stream.ts';

/** `keep:<picture>[:mine]`: the question goes. */
async function keep(ctx: Context, [id = '', layout]: string[]): Promise<Outcome> {
  if (layout === 'mine') return { edit: await pictureReply(ctx, id) };
  return { edit: { text: ctx.words('delete.kept'), images: [], buttons: [] } };
}

/** One's own pictures are deleted, an admin deletes anybody's, and who else chooses this has something against them. */
async function deleteOrReport(ctx: Context, message: ChosenMessage): Promise<Outcome> {
  const source = await ctx.source(message.sources[0]!.id);
  if (!('text' in source)) throw notMine();
  const { mine } = await ctx.gallery.history(ctx.caller, source.text);
  if (mine || ctx.caller.admin) return { reply: streamOf(askToDelete(ctx, source.text, true)) };
  return { modal: reportModal(message, ctx.words) };
}

export default command({
  name: 'delete',
  summary: 'Deletes a picture of yours for good',
  examples: ['/delete 7k2m9x4q1c'],
  private: true,
  options: {
    id: option.pictureId(),
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
      label: 'Delete or report…',
      opensModal: true,
      run: deleteOrReport,
    },
  },
});
