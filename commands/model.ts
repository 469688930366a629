import { command } from '#chat/command.ts';
import type { Context } from '#chat/context.ts';
import { option } from '#chat/options.ts';
import { requireAdmin } from '#chat/permission.ts';
import type { Reply } from '#chat/reply.ts';
import { day } from '#chat/words.ts';
import { AppError } from '#lib/errors.ts';
import type { ModelInfo } from '#studio/api.ts';

export default command({
  name: 'model',
  summary: 'Lists the models; admins switch between them',
  examples: ['/model', '/model use easel', '/model rollback'],
  private: true,
  options: {
    action: option.choice(['list', 'use', 'rollback'], { summary: 'What to do', default: 'list' }),
    name: option.text({ summary: 'The model to use', suggest: 'model' }),
  },
  async run(ctx, { action, name }): Promise<Reply> {
    if (action === 'list') return { text: describeAll(await ctx.models.list(ctx.caller)), ephemeral: true };
    requireAdmin(ctx.caller, 'switch models');
    const model = action === 'use' ? await use(ctx, name) : await ctx.models.rollback(ctx.caller);
    return { text: `I paint with \`${model.name}\` from now on.\n${describe(model)}` };
  },
});

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
