import { historyReply } from '#chat/answers/history.ts';
import { pictureIdOf } from '#chat/answers/images.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Context } from '#chat/context.ts';
import { paint } from '#chat/stream.ts';

async function* recall(ctx: Context, typed: string) {
  const picture = pictureIdOf(typed);
  const history = await ctx.gallery.history(ctx.caller, picture);
  yield* paint(ctx, { kind: 'recall', picture }, (painting, words) => historyReply(painting, history, words));
}

export default command({
  name: 'recall',
  summary: 'Brings back an old picture with its whole history',
  examples: ['/recall 7k2m9x4q1c'],
  options: {
    id: option.pictureId(),
  },
  run: (ctx, { id }) => recall(ctx, id),
  actions: { recall: { run: (ctx, [id = '']) => ({ reply: recall(ctx, id) }) } },
});
