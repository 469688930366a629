import { command } from '#chat/command.ts';
import type { Context } from '#chat/context.ts';
import { option } from '#chat/options.ts';
import { requireAdmin } from '#chat/permission.ts';
import { plural } from '#chat/words.ts';

/** `id` is a job's, or `training`. */
async function cancel(ctx: Context, id?: string): Promise<string> {
  if (id?.toLowerCase() === 'training') return cancelTraining(ctx);
  const count = await ctx.studio.cancel(ctx.caller, id);
  return count ? `Cancelled ${plural(count, 'job')}.` : 'Nothing of yours is waiting or running.';
}

function cancelTraining(ctx: Context): string {
  if (!ctx.caller.mayRetrain) requireAdmin(ctx.caller, 'stop a training');
  return ctx.trainer.cancel(ctx.caller) ? 'The training stops; the model stays as it is.' : 'No training is running.';
}

export default command({
  name: 'cancel',
  summary: 'Cancels your jobs, or one of them',
  examples: ['/cancel', '/cancel training'],
  private: true,
  options: { job: option.text({ summary: 'An id that /queue shows, or training; nothing for all of yours' }) },
  run: async (ctx, { job }) => ({ text: await cancel(ctx, job), ephemeral: true }),
  actions: { cancel: { run: async (ctx, [id]) => ({ notice: await cancel(ctx, id) }) } },
});
