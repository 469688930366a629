import { AppError } from '#lib/errors.ts';
import { buttonId, inRows } from './buttons.ts';
import type { Context } from './context.ts';
import type { Button, Reply } from './reply.ts';
import { deletedText } from './taking-back.ts';

/** More pictures than that are not offered one by one. */
const offeredAtMost = 9;

/**
 * Asks whether a picture is to go for good, or all that were painted with it. Throws `not_found`, `no_permission`.
 *
 * @param all whether the others are offered, too
 */
export async function askToDelete({ gallery, caller }: Context, id: string, all: boolean, layout = ''): Promise<Reply> {
  const { picture, mine, siblings } = await gallery.history(caller, id);
  if (!mine && !caller.admin) {
    throw new AppError('no_permission', `This is ${picture.author}'s picture: only they or an admin can delete it.`);
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
          label: `Delete all ${siblings.length}`,
          title: 'Delete all of them for good',
          tone: 'danger',
        },
        ...siblings
          .slice(0, offeredAtMost)
          .map((sibling) => one(sibling.id, `Delete ${sibling.number}`, `Delete picture ${sibling.number} for good`)),
      ]
    : [one(id, 'Delete', 'Delete it for good')];
  const keep: Button = { id: buttonId('keep', id, ...(layout ? [layout] : [])), label: 'Keep', title: 'Do not delete' };
  const what = whole ? 'Which of these are to be deleted' : `Delete **${picture.subject || 'this picture'}** \`${id}\``;
  return {
    text: `${what}? That is for good: from its message, the gallery, favourites, and what I learn from.`,
    buttons: inRows([...choices, keep]),
    ephemeral: true,
  };
}

/** Deletes a picture, or all that were painted with it. */
export async function deletePictures({ gallery, caller }: Context, id: string, which: string): Promise<Partial<Reply>> {
  const ids = which === 'all' ? (await gallery.siblings(caller, id)).map((sibling) => sibling.id) : [id];
  await gallery.remove(caller, ids);
  return { text: ids.length > 1 ? 'They were deleted.' : deletedText, images: [], buttons: [], selects: [] };
}
