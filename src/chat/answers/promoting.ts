import type { Words } from '#lib/i18n.ts';
import type { GalleryPicture } from '#studio/api.ts';
import { buttonId } from '../pressing/buttons.ts';
import type { Button, Reply } from '../reply.ts';
import { pictureImage } from './images.ts';

/** Saves a picture as an emoji, for admins. */
export function promoteButton(id: string, words: Words): Button {
  const [label, title] = [words('button.save'), words('button.save.does')];
  return { id: buttonId('promote', id), label, title, picture: id, tone: 'primary' };
}

/** That a picture has enough votes to be an emoji. */
export function offerReply(picture: GalleryPicture, votes: number, words: Words): Reply {
  const { id, subject, author, spoiler } = picture;
  return {
    text: words('promote.offer', { subject: subject || words('painting.free-samples'), author, votes }),
    images: [pictureImage(picture, spoiler)],
    buttons: [[promoteButton(id, words)]],
  };
}
