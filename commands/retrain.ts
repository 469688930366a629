import { trainedReply, trainingReply } from '#chat/answers/training.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Context } from '#chat/context.ts';
import { latest } from '#chat/reading/latest.ts';
import type { TrainingProgress } from '#studio/api.ts';

/** The run outlives the message: only Cancel ends it, not a reader who goes away. */
async function* retrain(ctx: Context, minutes: number) {
  const { words } = ctx;
  const ticket = await ctx.trainer.start(ctx.caller, minutes);
  const updates = latest<TrainingProgress>((listener) => ticket.onProgress(listener), ticket.done);
  yield trainingReply({ ratio: 0, phase: 'preparing', step: 0, remainingMs: minutes * 60_000 }, words);
  for await (const progress of updates) yield trainingReply(progress, words);
  yield trainedReply(await ticket.done, words);
}

export default command({
  name: 'retrain',
  summary: 'Trains the model further and switches to the result',
  examples: ['/retrain', '/retrain minutes:60'],
  options: { minutes: option.integer({ summary: 'How long to train', min: 1, max: 480, default: 15 }) },
  admin: true,
  allows: ({ mayRetrain }) => mayRetrain,
  run: (ctx, { minutes }) => retrain(ctx, minutes),
});
