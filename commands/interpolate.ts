import { command } from '#chat/command.ts';
import { option } from '#chat/options.ts';
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
    format: option.choice(['webp', 'gif'], { summary: 'The kind of file', default: 'webp' }),
    style: option.text({ summary: 'The style to paint in', suggest: 'style' }),
    spoiler: option.spoiler(),
  },
  run: (ctx, values) => paint(ctx, { kind: 'interpolate', ...values }),
});
