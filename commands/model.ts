import { command } from '#chat/command.ts';
import type { Context } from '#chat/context.ts';
import { drawing } from '#chat/images.ts';
import { option } from '#chat/options.ts';
import { requireAdmin } from '#chat/permission.ts';
import type { Reply } from '#chat/reply.ts';
import { historyReply } from '#chat/training.ts';
import { day } from '#chat/words.ts';
import { AppError } from '#lib/errors.ts';
import type { ModelInfo } from '#studio/api.ts';

export default command({
  name: 'model',
  summary: 'Lists the models; admins switch between them',
  examples: ['/model', '/model history', '/model compare easel 3f9c2a71', '/model use easel', '/model rollback'],
  private: true,
  options: {
    action: option.choice(['list', 'history', 'compare', 'use', 'rollback'], {
      summary: 'What to do',
      default: 'list',
    }),
    name: option.text({ summary: 'The model to use', suggest: 'model' }),
    other: option.text({ summary: 'The model to compare it with; the one in use unless told', suggest: 'model' }),
  },
  async run(ctx, { action, name, other }): Promise<Reply> {
    if (action === 'list') return { text: describeAll(await ctx.models.list(ctx.caller)), ephemeral: true };
    if (action === 'history') return historyReply(await ctx.models.history(ctx.caller));
    if (action === 'compare') return compare(ctx, name, other);
    requireAdmin(ctx.caller, 'switch models');
    const model = action === 'use' ? await use(ctx, name) : await ctx.models.rollback(ctx.caller);
    return { text: `I paint with \`${model.name}\` from now on.\n${describe(model)}` };
  },
});

async function compare(ctx: Context, name: string | undefined, other: string | undefined): Promise<Reply> {
  if (!name)
    throw new AppError('bad_option', 'Which models? Write `/model compare A B`; `/model list` shows the names.');
  const second = other ?? (await ctx.models.list(ctx.caller)).find(({ active }) => active)!.name;
  const picture = await ctx.models.compare(ctx.caller, name, second);
  const text = `The same seeds, painted by \`${name}\` above and \`${second}\` below.`;
  return { text, images: [drawing('compared', `The same seeds painted by ${name} and by ${second}`, picture)] };
}

function use(ctx: Context, name: string | undefined): Promise<ModelInfo> {
  if (name) return ctx.models.use(ctx.caller, name);
  throw new AppError('bad_option', 'Which model? Write `/model use NAME`; `/model list` shows the names.');
}

function describeAll(models: ModelInfo[]): string {
  return ['**Models**', ...models.map(describe)].join('\n');
}

function describe({ name, family, step, parent, createdAt, active, note }: ModelInfo): string {
  const parts = [
    `\`${name}\`${active ? ' (in use)' : ''}`,
    `${family}, step ${step.toLocaleString('en-US')}`,
    parent && `from \`${parent}\``,
    day(createdAt),
    note,
  ];
  return parts.filter(Boolean).join(' · ');
}
