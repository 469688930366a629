import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Context } from '../context.ts';
import { buttonId, inRows } from '../pressing/buttons.ts';
import type { Button, Reply } from '../reply.ts';

/** More pictures than that are not offered one by one. */
const offeredAtMost = 9;

/**
 * Asks whether a picture is to go for good, or all that were painted with it. Throws `not_found`, `no_permission`.
 *
 * @param all whether the others are offered, too
 */
export async function askToDelete(
  { gallery, caller, words }: Context,
  id: string,
  all: boolean,
  layout = '',
): Promise<Reply> {
  const { picture, mine, siblings } = await gallery.history(caller, id);
  if (!mine && !caller.admin) {
    throw new AppError('no_permission', message('delete.not-yours', { author: picture.author }));
  }
  const whole = all && siblings.length > 1;
  const one = (of: string, label: string, title: string): Button => ({
    id: buttonId('delete-now', of, 'one'),
    label,
    title,
    tone: 'danger',
  });
  const choices: Button[] = whole
    ? [
        {
          id: buttonId('delete-now', id, 'all'),
          label: words('delete.all', { count: siblings.length }),
          title: words('delete.all.does'),
          tone: 'danger',
        },
        ...siblings
          .slice(0, offeredAtMost)
          .map(({ id: of, number }) =>
            one(of, words('delete.number', { number }), words('delete.number.does', { number })),
          ),
      ]
    : [one(id, words('delete.one'), words('button.delete.does'))];
  const [label, title] = [words('delete.keep'), words('delete.keep.does')];
  const keep: Button = { id: buttonId('keep', id, ...(layout ? [layout] : [])), label, title };
  const subject = picture.subject || words('painting.this');
  return {
    text: whole ? words('delete.which') : words('delete.ask', { subject, id }),
    buttons: inRows([...choices, keep]),
    ephemeral: true,
  };
}

/** Deletes a picture, or all that were painted with it. */
export async function deletePictures(
  { gallery, caller, words }: Context,
  id: string,
  which: string,
): Promise<Partial<Reply>> {
  const ids = which === 'all' ? (await gallery.siblings(caller, id)).map((sibling) => sibling.id) : [id];
  await gallery.remove(caller, ids);
  return {
    text: words(ids.length > 1 ? 'delete.all-deleted' : 'delete.deleted'),
    images: [],
    buttons: [],
    selects: [],
  };
}
