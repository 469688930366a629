import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Context } from '#chat/context.ts';
import { requireAdmin } from '#chat/permission.ts';
import { message } from '#lib/i18n.ts';

/** `id` is a job's, or `training`. */
async function cancel(ctx: Context, id?: string): Promise<string> {
  if (id?.toLowerCase() === 'training') return cancelTraining(ctx);
  const count = await ctx.studio.cancel(ctx.caller, id);
  return count ? ctx.words('cancel.cancelled', { count }) : ctx.words('cancel.nothing');
}

function cancelTraining(ctx: Context): string {
  if (!ctx.caller.mayRetrain) requireAdmin(ctx.caller, message('admins-may.stop-training'));
  return ctx.words(ctx.trainer.cancel(ctx.caller) ? 'cancel.training-stops' : 'cancel.no-training');
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
