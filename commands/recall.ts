import { historyReply } from '#chat/answers/history.ts';
import { pictureIdOf } from '#chat/answers/images.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Context } from '#chat/context.ts';
import { paint } from '#chat/stream.ts';
import type { Ingredient } from '#studio/api.ts';

async function* recall(ctx: Context, asked: Ingredient) {
  const picture = 'text' in asked ? pictureIdOf(asked.text) : await ctx.gallery.recognise(ctx.caller, asked.upload);
  const history = await ctx.gallery.history(ctx.caller, picture);
  yield* paint(ctx, { kind: 'recall', picture }, (painting, words) => historyReply(painting, history, words));
}

export default command({
  name: 'recall',
  summary: 'Brings back an old picture with its whole history',
  examples: ['/recall 7k2m9x4q1c'],
  options: {
    picture: option.ingredient({
      summary: "A picture's id, which is also its file's name, or an attached picture",
      required: true,
      suggest: 'picture',
      picturesOnly: true,
    }),
  },
  run: (ctx, { picture }) => recall(ctx, picture),
  actions: { recall: { run: (ctx, [id = '']) => ({ reply: recall(ctx, { text: id }) }) } },
});
