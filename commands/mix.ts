import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import { buttonId } from '#chat/pressing/buttons.ts';
import type { ChosenMessage } from '#chat/pressing/shortcuts.ts';
import { askForSource, readSource } from '#chat/pressing/source-field.ts';
import { splitIngredients } from '#chat/reading/ingredients.ts';
import { fetchNamed } from '#chat/reading/named-pictures.ts';
import { tokenize } from '#chat/reading/tokens.ts';
import type { Modal } from '#chat/reply.ts';
import { paint } from '#chat/stream.ts';
import type { Words } from '#lib/i18n.ts';

const mostIngredients = 6;

function mixModal(message: ChosenMessage, words: Words): Modal {
  const { args, fields } = askForSource(message, words);
  return {
    id: buttonId('mix', ...args),
    title: words('window.mix'),
    fields: [
      ...fields,
      {
        name: 'with',
        label: words('field.with-what'),
        kind: 'text',
        placeholder: words('hint.with-what'),
        required: true,
        maxLength: 200,
      },
    ],
    typed: words('typed.mix', { picture: message.sources[0]?.id ?? words('typed.picture') }),
  };
}

export default command({
  name: 'mix',
  summary: 'Blends two or more things into new pictures',
  examples: ['/mix 🦊 🍩', '/mix birthday cake + red dragon', '/mix 🐱 🍕 style:noto balance:0.3'],
  options: {
    a: option.ingredient({ summary: 'An emoji, words, a picture id or an attached picture', required: true }),
    b: option.ingredient({ summary: 'What to blend it with', required: true }),
    more: option.ingredients({ summary: 'Further things to blend in', max: mostIngredients - 2 }),
    style: option.text({ summary: 'The style to paint in', suggest: 'style' }),
    balance: option.number({ summary: 'The share of the second of two; 0.5 is even', min: 0, max: 1, default: 0.5 }),
    seed: option.integer({ summary: 'The same seed paints the same pictures', min: 0, max: 2 ** 32 - 1 }),
    spoiler: option.spoiler(),
    private: option.private(),
  },
  run: (ctx, { a, b, more, ...values }) => paint(ctx, { kind: 'mix', ingredients: [a, b, ...more], ...values }),
  actions: {
    mix: {
      async submit(ctx, args, values) {
        const source = await ctx.source(readSource(args, values));
        const others = splitIngredients(tokenize(values.with ?? '')).map((text) => ({ text }));
        const asked = [source, ...others].slice(0, mostIngredients);
        const ingredients = await Promise.all(asked.map((ingredient) => fetchNamed(ctx, ingredient)));
        return { reply: paint(ctx, { kind: 'mix', ingredients, balance: 0.5 }) };
      },
    },
  },
  shortcuts: {
    'mix-with': {
      label: 'Mix with…',
      opensModal: true,
      run: ({ words }, message) => ({ modal: mixModal(message, words) }),
    },
  },
});
