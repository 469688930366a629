import { AppError } from '#lib/errors.ts';
import { isAnimated } from './animations.ts';
import { buttonId, deleteButton, promptButton, reportButton, shareButton } from './buttons.ts';
import type { ModalValues } from './command.ts';
import type { Context } from './context.ts';
import { parseMessage } from './parse.ts';
import type { Modal, ModalField, Reply } from './reply.ts';
import { lineOf, requestOf } from './request.ts';
import { streamOf } from './stream.ts';
import { madeBy, quoteTyped } from './words.ts';

/** What the words of each command are called in a window. */
const wordsOf: Readonly<Record<string, string>> = {
  generate: 'What to paint',
  mix: 'What to mix',
  interpolate: 'From what, to what',
  edit: 'The picture, and what is to be otherwise',
  restyle: 'The picture',
  make: 'How it moves, and the picture',
};
const longest = { words: 500, seed: 10, more: 300 };

/** How the pictures of a grid were made, and what to type for them, for one person alone. */
export async function detailsReply({ gallery, caller }: Context, id: string): Promise<Reply> {
  const history = await gallery.history(caller, id);
  const { picture, mine, kind, prompt, scene, seed, style, checkpoint, siblings, parents, again } = history;
  const ids = siblings.map((sibling) => `${sibling.number} \`${sibling.id}\``);
  const request = requestOf(history);
  const facts = [
    `**${picture.subject || 'Free samples'}**`,
    `${madeBy[kind]}${prompt ? ` from ${quoteTyped(prompt)}` : ''}`,
    !isAnimated(again) && `seed \`${seed}\``,
    `style ${style}`,
    `model \`${checkpoint}\``,
  ];
  const lines = [
    facts.filter(Boolean).join(' · '),
    scene && `Shows ${scene}`,
    parents.length > 0 && `Made from ${parents.map((parent) => `\`${parent.id}\` ${parent.subject}`).join(', ')}`,
    ids.length > 1 && `Pictures ${ids.join(', ')}`,
    `\`/recall ${id}\` brings ${ids.length > 1 ? `picture ${picture.number}` : 'it'} back as it is, with its history.`,
    request && `${again?.kind === 'move' ? 'The same again' : 'With the same seed'}: ${quoteTyped(lineOf(request))}`,
  ];
  const buttons = [
    ...(request ? [promptButton(id)] : []),
    ...(mine && picture.private ? [shareButton(id)] : []),
    mine || caller.admin ? deleteButton(id) : reportButton(id),
  ];
  const shown = buttons.map(({ picture: _, ...button }) => button);
  return { text: lines.filter(Boolean).join('\n'), buttons: [shown], ephemeral: true };
}

/** Asks for the prompt and the options of a picture, filled in with what they were. Throws `bad_option`. */
export async function promptModal({ gallery, studio, caller }: Context, id: string): Promise<Modal> {
  const request = requestOf(await gallery.history(caller, id));
  if (!request) {
    throw new AppError('bad_option', 'Its words cannot be said again. **Edit…** under the picture itself changes it.');
  }
  const { command, words, style, seed, more } = request;
  const choices = await studio.suggest('style', '', caller);
  const text = (name: string, label: string, value: string, maxLength: number, placeholder: string): ModalField => ({
    ...{ name, label, kind: 'text', value: value.slice(0, maxLength), maxLength, placeholder, required: false },
  });
  return {
    id: buttonId('prompt', id),
    title: 'Change and paint again',
    fields: [
      text('words', wordsOf[command] ?? 'Words', words, longest.words, 'happy cat'),
      { name: 'style', label: 'Style', kind: 'choice', choices, value: style, required: false },
      ...(seed === undefined
        ? []
        : [text('seed', 'Seed; empty for others', String(seed), longest.seed, 'others each time')]),
      text('more', 'Other options', more, longest.more, 'count:4 colour:purple wearing:👑'),
    ],
    typed: `Type ${quoteTyped(lineOf(request))}, with what you like changed.`,
  };
}

/** Paints what was filled into such a window. Throws `bad_option`. */
export async function paintPrompt(ctx: Context, id: string, values: ModalValues) {
  const asked = requestOf(await ctx.gallery.history(ctx.caller, id));
  if (!asked) throw new AppError('bad_option', 'Its words cannot be said again. Please type the command.');
  const { words = '', style = '', seed = '', more = '' } = values;
  const text = [
    `/${asked.command}`,
    words,
    style && `style:"${style.replaceAll('"', "'")}"`,
    seed.trim() && `seed:${seed.trim()}`,
    more,
  ];
  const { command, values: read } = parseMessage(text.filter(Boolean).join(' '), [], ctx.commands);
  const studio = {
    ...ctx.studio,
    submit: (...[job, caller, options]: Parameters<typeof ctx.studio.submit>) =>
      ctx.studio.submit({ ...job, source: id }, caller, options),
  };
  return streamOf(command.run({ ...ctx, studio }, read));
}
