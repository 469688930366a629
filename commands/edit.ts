import { editModal, readChanges } from '#chat/answers/editing.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import { readSource } from '#chat/pressing/source-field.ts';
import { paint } from '#chat/stream.ts';

export default command({
  name: 'edit',
  summary: 'Changes a picture: its mood, what it wears or holds, its colour, its style',
  examples: [
    '/edit 7k2m9x4q1c sleepy, with a crown',
    '/edit 7k2m9x4q1c wearing:🕶️ colour:purple',
    '/edit 7k2m9x4q1c mood:none style:noto',
  ],
  options: {
    picture: option.ingredient({
      summary: "A picture's id, an attached picture, an emoji or words",
      required: true,
      suggest: 'picture',
      picturesOnly: true,
    }),
    change: option.text({ summary: 'What is to be otherwise, in words: sleepy, with a crown', rest: true }),
    mood: option.text({ summary: 'How it feels; none for no mood', suggest: 'mood' }),
    wearing: option.text({ summary: 'What it wears: a crown, glasses, a scarf; none for nothing', suggest: 'wearing' }),
    colour: option.text({ summary: 'Its colour; none for its own', suggest: 'colour' }),
    holding: option.text({ summary: 'What it holds, or has before it; none for nothing', suggest: 'holding' }),
    size: option.text({ summary: 'Tiny or giant; none for the usual size', suggest: 'size' }),
    style: option.text({ summary: 'The style to paint it in', suggest: 'style' }),
    spoiler: option.spoiler(),
    private: option.private(),
  },
  run: (ctx, { picture, change: words, style, spoiler, private: own, ...changes }) =>
    paint(ctx, { kind: 'edit', picture, words, changes, style, spoiler, private: own }),
  actions: {
    edit: {
      opensModal: true,
      run: async (ctx, [id = '']) => ({ modal: await editModal(ctx, { sources: [{ id, label: id }] }) }),
      async submit(ctx, args, values) {
        const picture = await ctx.source(readSource(args, values));
        return { reply: paint(ctx, { kind: 'edit', picture, ...readChanges(values) }) };
      },
    },
  },
  shortcuts: {
    edit: {
      label: 'Edit…',
      opensModal: true,
      run: async (ctx, message) => ({ modal: await editModal(ctx, message) }),
    },
    'paint-person': {
      on: 'person',
      label: 'Paint this person…',
      opensModal: true,
      run: async (ctx, message) => ({ modal: await editModal(ctx, message) }),
    },
  },
});
