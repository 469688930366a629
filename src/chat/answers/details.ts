import { AppError } from '#lib/errors.ts';
import { message, type Words } from '#lib/i18n.ts';
import type { ModalValues } from '../command/command.ts';
import type { Context } from '../context.ts';
import { buttonId, deleteButton, promptButton, reportButton, shareButton } from '../pressing/buttons.ts';
import { fetchNamedIn } from '../reading/named-pictures.ts';
import { parseMessage } from '../reading/parse.ts';
import { lineOf, requestOf } from '../reading/request.ts';
import type { Modal, ModalField, Reply } from '../reply.ts';
import { streamOf } from '../stream.ts';
import { isAnimated } from './animations.ts';
import { madeInWords, quoteTyped } from './words.ts';

/** Commands whose words have a name of their own in a window. */
const named = ['generate', 'mix', 'interpolate', 'edit', 'restyle', 'make'] as const;
const longest = { words: 500, seed: 10, more: 300 };

/** How the pictures of a grid were made, and what to type for them, for one person alone. */
export async function detailsReply({ gallery, caller, words }: Context, id: string): Promise<Reply> {
  const history = await gallery.history(caller, id);
  const { picture, mine, kind, prompt, scene, seed, style, checkpoint, siblings, parents, again } = history;
  const ids = siblings.map((sibling) => `${sibling.number} \`${sibling.id}\``);
  const request = requestOf(history);
  const facts = [
    `**${picture.subject || words('painting.free-samples')}**`,
    words.of(madeInWords(kind, prompt)),
    !isAnimated(again) && words('painting.seed', { seed }),
    words('painting.style', { style }),
    words('painting.model', { model: checkpoint }),
  ];
  const lines = [
    facts.filter(Boolean).join(' · '),
    scene && words('details.shows', { scene }),
    parents.length > 0 &&
      words('details.made-from', { parents: parents.map((parent) => `\`${parent.id}\` ${parent.subject}`).join(', ') }),
    ids.length > 1 && words('details.pictures', { list: ids.join(', ') }),
    ids.length > 1 ? words('details.recall-picture', { id, number: picture.number }) : words('details.recall', { id }),
    request &&
      words(again?.kind === 'move' ? 'details.same-again' : 'details.same-seed', {
        command: quoteTyped(lineOf(request)),
      }),
  ];
  const buttons = [
    ...(request ? [promptButton(id, words)] : []),
    ...(mine && picture.private ? [shareButton(id, words)] : []),
    mine || caller.admin ? deleteButton(id, words) : reportButton(id, words),
  ];
  const shown = buttons.map(({ picture: _, ...button }) => button);
  return { text: lines.filter(Boolean).join('\n'), buttons: [shown], ephemeral: true };
}

/** Asks for the prompt and the options of a picture, filled in with what they were. Throws `bad_option`. */
export async function promptModal({ gallery, studio, caller, words: say }: Context, id: string): Promise<Modal> {
  const request = requestOf(await gallery.history(caller, id));
  if (!request) {
    throw new AppError('bad_option', message('details.no-words'));
  }
  const { command, words, style, seed, more } = request;
  const choices = await studio.suggest('style', '', caller);
  const text = (name: string, label: string, value: string, maxLength: number, placeholder: string): ModalField => ({
    ...{ name, label, kind: 'text', value: value.slice(0, maxLength), maxLength, placeholder, required: false },
  });
  return {
    id: buttonId('prompt', id),
    title: say('window.prompt'),
    fields: [
      text('words', wordsField(command, say), words, longest.words, say('hint.prompt')),
      { name: 'style', label: say('field.style'), kind: 'choice', choices, value: style, required: false },
      ...(seed === undefined ? [] : [text('seed', say('field.seed'), String(seed), longest.seed, say('hint.seed'))]),
      text('more', say('field.more'), more, longest.more, 'count:4 colour:purple wearing:👑'),
    ],
    typed: say('typed.prompt', { command: quoteTyped(lineOf(request)) }),
  };
}

/** What the words of a command are called in such a window. */
function wordsField(command: string, words: Words): string {
  const name = named.find((one) => one === command);
  return words(name ? `field.prompt.${name}` : 'field.prompt.words');
}

/** Paints what was filled into such a window. Throws `bad_option`. */
export async function paintPrompt(ctx: Context, id: string, values: ModalValues) {
  const asked = requestOf(await ctx.gallery.history(ctx.caller, id));
  if (!asked) throw new AppError('bad_option', message('details.no-words-typed'));
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
  return streamOf(command.run({ ...ctx, studio }, await fetchNamedIn(ctx, command, read)));
}
