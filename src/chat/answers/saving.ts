import { AppError } from '#lib/errors.ts';
import { message, type Words } from '#lib/i18n.ts';
import type { Ingredient } from '#studio/api.ts';
import type { Context } from '../context.ts';
import type { EmojiKind, Host } from '../host.ts';
import { buttonId } from '../pressing/buttons.ts';
import type { ChosenMessage } from '../pressing/shortcuts.ts';
import { askForSource } from '../pressing/source-field.ts';
import type { Modal, ModalField, Reply } from '../reply.ts';
import { isAnimated } from './animations.ts';
import { pictureIdOf } from './images.ts';

/** Discord's sizes in pixels; Slack shows emoji at most so large. */
const sides: Record<EmojiKind, number> = { emoji: 128, sticker: 320, 'app-emoji': 128 };
/** Discord's limit. */
const stickerBytes = 512 * 1024;
const longestName = 32;

/**
 * Adds a picture as an emoji or sticker, or hands over its file with words where the platform has no such thing.
 * Throws what the host and the studio throw, `bad_option` for a name that cannot be.
 */
export async function saveEmoji(
  ctx: Context,
  source: Ingredient,
  { name: typed, kind }: { name?: string; kind: EmojiKind },
): Promise<Reply> {
  const { caller, emoji: maker, host, moderation, words } = ctx;
  const { emoji: kinds, emojiBytes, emojiByHand } = host.capabilities;
  const given = typed ? readName(typed) : undefined;
  if (given) await moderation.checkWords(caller, given);
  const limits = { side: sides[kind], bytes: kind === 'sticker' ? stickerBytes : emojiBytes };
  const { bytes, mime, side, alt } = await maker.make(caller, await movingOf(ctx, source), limits);
  const name = given ?? nameFrom(alt);
  const file = `${name}.${mime === 'image/gif' ? 'gif' : 'png'}`;
  const images = [{ name: file, mime, bytes, width: side, height: side, alt }];
  if (!kinds.includes(kind)) return { text: words('save.file', { name, advice: emojiByHand }), images };
  await host.saveEmoji({ kind, name, bytes, mime, alt });
  return { text: words('save.saved', { name }), images };
}

/** The animation, where a picture stands for one. */
async function movingOf({ caller, gallery, studio }: Context, source: Ingredient): Promise<Ingredient> {
  if ('upload' in source) return source;
  const picture = pictureIdOf(source.text);
  const { again } = await gallery.history(caller, picture);
  if (!isAnimated(again)) return source;
  const { animation, subject } = await studio.submit({ kind: 'recall', picture }, caller).done;
  return animation ? { upload: { name: subject, bytes: animation.bytes } } : source;
}

/** Asks what to save a picture as. */
export function saveModal(message: ChosenMessage, { capabilities }: Host, words: Words): Modal {
  const { args, fields } = askForSource(message, words);
  const name: ModalField = {
    name: 'name',
    label: words('field.name'),
    kind: 'text',
    placeholder: 'happy_fox',
    required: true,
    maxLength: longestName,
  };
  return {
    id: buttonId('save', ...args),
    title: words('window.save'),
    fields: [...fields, name, ...kindField(capabilities.emoji, words)],
    typed: words('typed.save', { picture: message.sources[0]?.id ?? words('typed.picture') }),
  };
}

function kindField(kinds: readonly EmojiKind[], words: Words): ModalField[] {
  if (kinds.length < 2) return [];
  const choices = kinds.map((kind) => ({ value: kind, label: words(`kind.${kind}`) }));
  return [{ name: 'kind', label: words('field.kind'), kind: 'choice', choices, value: kinds[0], required: true }];
}

/** Colons around it and spaces within are forgiven. Throws `bad_option`. */
function readName(typed: string): string {
  const name = typed
    .trim()
    .replace(/^:|:$/g, '')
    .replace(/[\s-]+/g, '_');
  if (/^[A-Za-z0-9_]{2,32}$/.test(name)) return name;
  throw new AppError('bad_option', message('save.name'));
}

/** `fox 🦊 + doughnut 🍩` as `fox_doughnut`. */
function nameFrom(alt: string): string {
  const words =
    alt
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const name = words.join('_').slice(0, longestName).replace(/_+$/, '');
  return name.length < 2 ? 'easel' : name;
}
