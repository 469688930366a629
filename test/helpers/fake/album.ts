import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { AppError } from '#lib/errors.ts';
import type { Caller, Job, PaintedPicture, Painting, PictureHistory } from '#studio/api.ts';

/** What the fakes remember of one picture. */
export interface AlbumPicture {
  workspaceId: string;
  author: string;
  authorId: string;
  painting: Painting;
  picture: PaintedPicture;
  job: Job;
  parents: string[];
}

/** The pictures that the fake studio painted and the fake gallery shows. */
export interface Album {
  pictures: Map<string, AlbumPicture>;
  find(caller: Caller, id: string): AlbumPicture;
}

export function createAlbum(): Album {
  const pictures = new Map<string, AlbumPicture>();
  return {
    pictures,
    find(caller, id) {
      const found = pictures.get(id);
      if (found?.workspaceId !== caller.workspaceId) throw new AppError('not_found', `There is no picture ${id} here.`);
      return found;
    },
  };
}

export const paintedOn = new Date('2026-11-22T12:00:00Z');

/** A flat PNG whose colour follows from `text`. */
export async function flatPng(text: string, size = 8): Promise<Uint8Array> {
  const [r = 0, g = 0, b = 0] = createHash('sha256').update(text).digest();
  return sharp({ create: { width: size, height: size, channels: 4, background: { r, g, b, alpha: 1 } } })
    .png()
    .toBuffer();
}

/** A family member of a picture, as histories list them. */
export function relative({ picture, painting }: AlbumPicture): PictureHistory['parents'][number] {
  return { id: picture.id, subject: painting.subject, kind: painting.kind };
}
