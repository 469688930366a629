import { drawing } from '#chat/answers/images.ts';
import { historyReply } from '#chat/answers/training.ts';
import { day } from '#chat/answers/words.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Context } from '#chat/context.ts';
import { requireAdmin } from '#chat/permission.ts';
import type { Reply } from '#chat/reply.ts';
import { AppError } from '#lib/errors.ts';
import { message, type Words } from '#lib/i18n.ts';
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
    if (action === 'list') return { text: describeAll(await ctx.models.list(ctx.caller), ctx.words), ephemeral: true };
    if (action === 'history') return historyReply(await ctx.models.history(ctx.caller), ctx.words);
    if (action === 'compare') return compare(ctx, name, other);
    requireAdmin(ctx.caller, message('admins-may.switch-models'));
    const model = action === 'use' ? await use(ctx, name) : await ctx.models.rollback(ctx.caller);
    return { text: `${ctx.words('model.from-now', { model: model.name })}\n${describe(model, ctx.words)}` };
  },
});

async function compare(ctx: Context, name: string | undefined, other: string | undefined): Promise<Reply> {
  if (!name) throw new AppError('bad_option', message('model.which-compare'));
  const second = other ?? (await ctx.models.list(ctx.caller)).find(({ active }) => active)!.name;
  const picture = await ctx.models.compare(ctx.caller, name, second);
  const both = { one: name, other: second };
  const alt = ctx.words('model.compared-picture', both);
  return { text: ctx.words('model.compared', both), images: [drawing('compared', alt, picture)] };
}

function use(ctx: Context, name: string | undefined): Promise<ModelInfo> {
  if (name) return ctx.models.use(ctx.caller, name);
  throw new AppError('bad_option', message('model.which-use'));
}

function describeAll(models: ModelInfo[], words: Words): string {
  return [`**${words('model.list')}**`, ...models.map((model) => describe(model, words))].join('\n');
}

function describe({ name, family, step, parent, createdAt, active, note }: ModelInfo, words: Words): string {
  const parts = [
    active ? words('model.in-use', { name: `\`${name}\`` }) : `\`${name}\``,
    words('model.made', { family, step }),
    parent && words('model.parent', { parent }),
    day(createdAt, words),
    note,
  ];
  return parts.filter(Boolean).join(' · ');
}
