import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Context } from '#chat/context.ts';
import { buttonId } from '#chat/pressing/buttons.ts';
import type { ChosenMessage } from '#chat/pressing/shortcuts.ts';
import { askForSource, readSource } from '#chat/pressing/source-field.ts';
import type { Modal } from '#chat/reply.ts';
import { paint } from '#chat/stream.ts';

async function restyleModal({ studio, caller, words }: Context, message: ChosenMessage): Promise<Modal> {
  const choices = await studio.suggest('style', '', caller);
  const { args, fields } = askForSource(message, words);
  return {
    id: buttonId('restyle', ...args),
    title: words('window.restyle'),
    fields: [
      ...fields,
      { name: 'style', label: words('field.in-which-style'), kind: 'choice', choices, required: true },
    ],
    typed: words('typed.restyle', {
      picture: message.sources[0]?.id ?? words('typed.picture'),
      style: choices[0]?.value ?? words('typed.style'),
    }),
  };
}

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
    spoiler: option.spoiler(),
    private: option.private(),
  },
  run: (ctx, values) => paint(ctx, { kind: 'restyle', ...values }),
  actions: {
    restyle: {
      async submit(ctx, args, values) {
        const picture = await ctx.source(readSource(args, values));
        return { reply: paint(ctx, { kind: 'restyle', picture, style: values.style ?? '' }) };
      },
    },
  },
  shortcuts: {
    restyle: {
      label: 'Restyle…',
      opensModal: true,
      run: async (ctx, message) => ({ modal: await restyleModal(ctx, message) }),
    },
  },
});
