import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import { animationFormats } from '#chat/host.ts';
import { speed } from '#chat/pressing/actions.ts';
import { speeds } from '#chat/pressing/buttons.ts';
import { paint } from '#chat/stream.ts';

export default command({
  name: 'interpolate',
  summary: 'Animates one thing turning into another and back',
  examples: ['/interpolate 🐱 🍕', '/interpolate frog cactus frames:40 format:gif'],
  options: {
    from: option.ingredient({
      summary: 'Where it begins: an emoji, words, a picture id or an attached picture',
      required: true,
    }),
    to: option.ingredient({ summary: 'What it turns into', required: true }),
    frames: option.integer({ summary: 'How many frames', min: 4, max: 60, default: 24 }),
    format: option.choice(animationFormats, { summary: 'The kind of file; what is shown best where you are' }),
    style: option.text({ summary: 'The style to paint in', suggest: 'style' }),
    speed: option.number({ summary: 'How fast it moves; 1 is usual', ...speeds, default: 1 }),
    spoiler: option.spoiler(),
    private: option.private(),
  },
  run: (ctx, { format = ctx.host.capabilities.animations[0]!, ...values }) =>
    paint(ctx, { kind: 'interpolate', format, ...values }),
  actions: { speed },
});
