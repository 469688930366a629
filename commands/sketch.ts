import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import { paint } from '#chat/stream.ts';

export default command({
  name: 'sketch',
  summary: 'Makes an emoji of your drawing, four times',
  examples: ['/sketch', '/sketch fox style:twemoji'],
  options: {
    picture: option.ingredient({
      summary: 'A drawing that you attach: lines on plain paper, coloured or not',
      required: true,
      picturesOnly: true,
    }),
    words: option.text({ summary: 'What it shows, in words or as an emoji, if you want to say it', rest: true }),
    style: option.text({ summary: 'The style to paint it in', suggest: 'style' }),
    seed: option.integer({ summary: 'The same seed paints the same pictures', min: 0, max: 2 ** 32 - 1 }),
    spoiler: option.spoiler(),
    private: option.private(),
  },
  run: (ctx, values) => paint(ctx, { kind: 'sketch', ...values }),
});
