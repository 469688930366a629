import { command } from '#chat/command.ts';
import { option } from '#chat/options.ts';
import { paint } from '#chat/stream.ts';

export default command({
  name: 'restyle',
  summary: 'Paints the same content in another style',
  examples: ['/restyle 🦊 twemoji', '/restyle "birthday cake" noto'],
  options: {
    picture: option.ingredient({
      summary: 'An emoji, words, a picture id or an attached picture',
      required: true,
      suggest: 'picture',
    }),
    style: option.text({ summary: 'The style to paint it in', required: true, suggest: 'style' }),
  },
  run: (ctx, values) => paint(ctx, { kind: 'restyle', ...values }),
});
