import { AppError } from '#lib/errors.ts';
import { message, term, type Words } from '#lib/i18n.ts';
import type { Painting } from '#studio/api.ts';
import type { Action } from '../command/command.ts';
import { unknownButton } from '../pressing/actions.ts';
import { buttonId } from '../pressing/buttons.ts';
import type { Button, Reply } from '../reply.ts';
import { paint } from '../stream.ts';
import { pictureImage } from './images.ts';

/** `steer:<picture>:<direction>:less|more`: a new picture, one step from that one. */
export const steer: Action = {
  run(ctx, [picture = '', direction = '', way]) {
    if (way !== 'less' && way !== 'more') throw unknownButton();
    const steps = way === 'more' ? 1 : -1;
    const job = { kind: 'explore', picture: { text: picture }, direction, steps } as const;
    return { reply: paint(ctx, job, explorationReply, { once: true }) };
  },
};

/** A picture with a − and a + for each direction in which it can be steered. */
export function explorationReply(
  { subject, note, style, spoiler, pictures, directions }: Painting,
  words: Words,
): Reply {
  const [picture] = pictures;
  if (!picture) throw new AppError('internal', message('painting.nothing'));
  const { id } = picture;
  const [label, title] = [words('button.open'), words('button.open-steered.does')];
  const open = { id: buttonId('recall', id), label, title, picture: id };
  const origin = `${words('painting.picture', { id })} · ${words('painting.style', { style })}`;
  return {
    text: [`**${subject}**`, note && words.of(note), origin].filter(Boolean).join('\n'),
    images: [pictureImage(picture, spoiler)],
    buttons: [...inPairs((directions ?? []).map((name) => steps(id, name, words))), [open]],
  };
}

function steps(picture: string, name: string, words: Words): Button[] {
  const direction = words.of(term('direction', name));
  const button = (way: 'less' | 'more', sign: string): Button => ({
    id: buttonId('steer', picture, name, way),
    label: `${sign} ${direction}`,
    title: words(`button.${way}.does`, { direction }),
    picture,
  });
  return [button('less', '−'), button('more', '+')];
}

/** Two directions in a row: a message has few rows. */
function inPairs(rows: Button[][]): Button[][] {
  return Array.from({ length: Math.ceil(rows.length / 2) }, (_, pair) => rows.slice(2 * pair, 2 * pair + 2).flat());
}
