import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Context } from '#chat/context.ts';
import { details, enlarge, open, prompt, reroll, share, vary, vote } from '#chat/pressing/actions.ts';
import { paint } from '#chat/stream.ts';
import type { Job } from '#studio/api.ts';

/**
 * What paints more like a picture: what was asked for then, others like it where that cannot be said again, and of a picture
 * that Easel did not paint, the same in the style that holds here.
 */
async function jobLike(ctx: Context, id: string): Promise<Job> {
  const source = await ctx.source(id);
  if ('text' in source) {
    const picture = source.text;
    const { again } = await ctx.gallery.history(ctx.caller, picture);
    return again ? { ...again, source: picture } : { kind: 'vary', picture, spread: 1 };
  }
  const decided = (await ctx.settings.list(ctx.caller)).find(({ key }) => key === 'style')?.value;
  const [first] = await ctx.studio.suggest('style', '', ctx.caller);
  return { kind: 'restyle', picture: source, style: decided ?? first?.value ?? '' };
}

export default command({
  name: 'generate',
  summary: 'Paints a grid of new pictures',
  examples: [
    '/generate happy cat',
    '/generate 🦊 style:noto count:9',
    '/generate fox colour:purple wearing:👑',
    '/generate seed:42 spread:1.5',
  ],
  options: {
    prompt: option.text({
      summary: 'What to paint, in words or emoji; nothing for free samples',
      suggest: 'prompt',
      rest: true,
    }),
    colour: option.text({ summary: 'Its colour', suggest: 'colour' }),
    mood: option.text({ summary: 'How it feels', suggest: 'mood' }),
    wearing: option.text({ summary: 'What it wears: a crown, glasses, a scarf', suggest: 'wearing' }),
    holding: option.text({ summary: 'What it holds, or has before it', suggest: 'holding' }),
    size: option.text({ summary: 'Tiny or giant', suggest: 'size' }),
    style: option.text({ summary: 'The style to paint in', suggest: 'style' }),
    model: option.text({ summary: 'The model to paint with', suggest: 'model' }),
    count: option.integer({ summary: 'How many pictures', min: 1, max: 9, default: 4 }),
    seed: option.integer({ summary: 'The same seed paints the same pictures', min: 0, max: 2 ** 32 - 1 }),
    spread: option.number({ summary: 'How far from the prompt to wander; 1 is usual', min: 0, max: 2, default: 1 }),
    spoiler: option.spoiler(),
    private: option.private(),
  },
  run(ctx, { colour, mood, wearing, holding, size, ...values }) {
    const wishes = { colour, mood, wearing, holding, size };
    const wished = Object.values(wishes).some((wish) => wish !== undefined);
    return paint(ctx, { kind: 'generate', ...values, ...(wished && { wishes }) });
  },
  actions: { vote, open, details, prompt, share, vary, enlarge, reroll },
  shortcuts: {
    'again-like-this': {
      label: 'Again like this',
      run: async (ctx, { sources: [first] }) => ({ reply: paint(ctx, await jobLike(ctx, first!.id)) }),
    },
  },
});
