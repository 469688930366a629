import { explorationReply, steer } from '#chat/answers/exploring.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import { paint } from '#chat/stream.ts';

export default command({
  name: 'explore',
  summary: 'Steers a picture step by step: warmer, rounder, happier, cuter',
  examples: ['/explore 🦊', '/explore 7k2m9x4q1c'],
  options: {
    picture: option.ingredient({
      summary: 'An emoji, words, a picture id or an attached picture',
      required: true,
      suggest: 'picture',
    }),
  },
  run: (ctx, { picture }) => paint(ctx, { kind: 'explore', picture, steps: 0 }, explorationReply),
  actions: { steer },
});
