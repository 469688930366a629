import { command } from '#chat/command.ts';
import { option } from '#chat/options.ts';
import { paint } from '#chat/stream.ts';

export default command({
  name: 'mix',
  summary: 'Blends two or more things into new pictures',
  examples: ['/mix 🦊 🍩', '/mix birthday cake + red dragon', '/mix 🐱 🍕 style:noto balance:0.3'],
  options: {
    a: option.ingredient({ summary: 'An emoji, words, a picture id or an attached picture', required: true }),
    b: option.ingredient({ summary: 'What to blend it with', required: true }),
    more: option.ingredients({ summary: 'Further things to blend in', max: 4 }),
    style: option.text({ summary: 'The style to paint in', suggest: 'style' }),
    balance: option.number({ summary: 'The share of the second of two; 0.5 is even', min: 0, max: 1, default: 0.5 }),
    seed: option.integer({ summary: 'The same seed paints the same pictures', min: 0, max: 2 ** 32 - 1 }),
  },
  run: (ctx, { a, b, more, ...values }) => paint(ctx, { kind: 'mix', ingredients: [a, b, ...more], ...values }),
});
