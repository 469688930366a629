import { speeds } from '#chat/buttons.ts';
import { command } from '#chat/command.ts';
import { animationFormats } from '#chat/host.ts';
import { makeReply, makes } from '#chat/making.ts';
import { option } from '#chat/options.ts';

export default command({
  name: 'make',
  summary: 'Makes a picture move: bounce, spin, party, petpet, shake, wiggle',
  examples: ['/make bounce 🦊', '/make petpet 7k2m9x4q1c', '/make party happy cat'],
  options: {
    what: option.choice(makes, { summary: 'What to make', required: true }),
    picture: option.ingredient({
      summary: 'Of what: an emoji, words, a picture id or an attached picture',
      required: true,
    }),
    more: option.ingredients({ summary: 'Further words or things', max: 5 }),
    style: option.text({ summary: 'The style to paint in', suggest: 'style' }),
    speed: option.number({ summary: 'How fast it moves; 1 is usual', ...speeds, default: 1 }),
    format: option.choice(animationFormats, { summary: 'The kind of file; what is shown best where you are' }),
    seed: option.integer({ summary: 'The same seed paints the same pictures', min: 0, max: 2 ** 32 - 1 }),
    spoiler: option.spoiler(),
    private: option.private(),
  },
  run: (ctx, { picture, more, ...wanted }) => makeReply(ctx, { things: [picture, ...more], ...wanted }),
});
