import type { Context } from '../context.ts';
import { deleteButton, pictureButtons, reportButton } from '../pressing/buttons.ts';
import type { Reply } from '../reply.ts';
import { pictureImage } from './images.ts';

/** One picture with all that can be done with it, for one person alone. */
export async function pictureReply({ gallery, caller, words }: Context, id: string): Promise<Reply> {
  const { picture, mine } = await gallery.history(caller, id);
  const {
    buttons: [marks = [], ways = []],
    selects,
  } = pictureButtons([picture], 'mine', words);
  const last = mine || caller.admin ? deleteButton(id, words, 'mine') : reportButton(id, words);
  return {
    text: `**${picture.subject || words('painting.free-sample')}** · ${words('painting.picture', { id })}`,
    images: [pictureImage(picture, picture.spoiler)],
    buttons: [marks, [...ways, last]],
    selects,
    ephemeral: true,
  };
}
