import { makeReply, makes } from '#chat/answers/making.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import { animationFormats } from '#chat/host.ts';
import { speeds } from '#chat/pressing/buttons.ts';

export default command({
  name: 'make',
  summary: 'Makes moving pictures, packs of emoji, patterns and banners',
  examples: [
    '/make bounce 🦊',
    '/make petpet 7k2m9x4q1c',
    '/make party happy cat',
    '/make pack fox count:16',
    '/make pattern 🦊 🍩',
    '/make banner 🦊 🍩 text:"Game night"',
  ],
  options: {
    what: option.choice(makes, {
      summary: 'bounce, spin, party, petpet, shake or wiggle a picture; a pack, a pattern, a banner',
      required: true,
    }),
    picture: option.ingredient({
      summary: 'Of what: an emoji, words, a picture id or an attached picture',
      required: true,
    }),
    more: option.ingredients({ summary: 'Further words or things', max: 5 }),
    text: option.text({ summary: 'The words on a banner' }),
    count: option.integer({ summary: 'How many moods a pack has, 9 or 16', min: 9, max: 16 }),
    style: option.text({ summary: 'The style to paint in', suggest: 'style' }),
    colour: option.text({
      summary: "The ground of a pattern or banner: a colour's name, or such as #5865f2",
      suggest: 'colour',
    }),
    speed: option.number({ summary: 'How fast it moves; 1 is usual', ...speeds, default: 1 }),
    format: option.choice(animationFormats, { summary: 'The kind of file; what is shown best where you are' }),
    seed: option.integer({ summary: 'The same seed paints the same pictures', min: 0, max: 2 ** 32 - 1 }),
    spoiler: option.spoiler(),
    private: option.private(),
  },
  run: (ctx, { picture, more, ...wanted }) => makeReply(ctx, { things: [picture, ...more], ...wanted }),
});
