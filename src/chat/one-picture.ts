import { deleteButton, pictureButtons } from './buttons.ts';
import type { Context } from './context.ts';
import { pictureImage } from './images.ts';
import type { Reply } from './reply.ts';

/** One picture with all that can be done with it, for one person alone. */
export async function pictureReply({ gallery, caller }: Context, id: string): Promise<Reply> {
  const { picture, mine } = await gallery.history(caller, id);
  const {
    buttons: [marks = [], ways = []],
    selects,
  } = pictureButtons([picture], 'mine');
  return {
    text: `**${picture.subject || 'Free sample'}** · picture \`${id}\``,
    images: [pictureImage(picture, picture.spoiler)],
    buttons: [marks, mine || caller.admin ? [...ways, deleteButton(id, 'mine')] : ways],
    selects,
    ephemeral: true,
  };
}
