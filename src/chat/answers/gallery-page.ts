import type { Words } from '#lib/i18n.ts';
import type { GalleryPicture } from '#studio/api.ts';
import { buttonId, inRows } from '../pressing/buttons.ts';
import type { Button, Reply } from '../reply.ts';
import { pictureImage } from './images.ts';
import { pageButtons } from './page-buttons.ts';

/** As many as every platform shows of one message. */
export const picturesPerPage = 9;
/** More than anybody turns, and few enough that no database's numbers end before. */
const lastPage = 100_000;

export interface GalleryPage {
  title: string;
  pictures: GalleryPicture[];
  /** From 1. */
  page: number;
  /** What to say where there is nothing at all. */
  empty: string;
  /** The action and arguments of the button that leads to a page, without the page. */
  link: [action: string, ...args: string[]];
}

/** A page of pictures: a numbered grid, a button to open each, and the ways to the pages beside it. */
export function galleryReply({ title, pictures, page, empty, link }: GalleryPage, words: Words): Reply {
  const turns = pageButtons(link, page, pictures.length >= picturesPerPage, words);
  const bold = `**${title}**`;
  const lines = pictures.map((picture, index) => line(picture, index, words));
  const turnRow = turns.length ? [turns] : [];
  if (!pictures.length) return { text: page > 1 ? words('gallery.no-more') : empty, images: [], buttons: turnRow };
  return {
    text: [page > 1 ? words('gallery.page', { title: bold, page }) : bold, ...lines].join('\n'),
    images: pictures.map((picture, index) => ({ ...pictureImage(picture, picture.spoiler), number: index + 1 })),
    buttons: [...inRows(pictures.map((picture, index) => openButton(picture, index, words))), ...turnRow],
  };
}

/** The page that a button names; anything unreadable is the first. */
export function readPage(argument: string | undefined): number {
  const page = Number(argument);
  return Number.isSafeInteger(page) && page > 0 && page <= lastPage ? page : 1;
}

function line({ id, subject, author, counts }: GalleryPicture, index: number, words: Words): string {
  const shown = subject || words('painting.free-sample-within');
  const marks = [
    counts.up && `👍 ${counts.up}`,
    counts.down && `👎 ${counts.down}`,
    counts.favorites && `❤️ ${counts.favorites}`,
  ];
  return [`${index + 1}. ${shown}`, words('gallery.by', { author }), ...marks, `\`${id}\``].filter(Boolean).join(' · ');
}

function openButton({ id, subject }: GalleryPicture, index: number, words: Words): Button {
  const title = words('button.open-picture.does', { subject: subject || words('painting.this') });
  return { id: buttonId('recall', id), label: `${index + 1}`, title, picture: id };
}
