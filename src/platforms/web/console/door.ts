import type { Context } from 'hono';
import { z } from 'zod';
import type { GalleryPicture, Services } from '#studio/api.ts';
import { fileUrl } from '../channel/chat-views.ts';
import type { Keeper } from '../pictures/keeper.ts';
import type { LimitBody } from '../serving/bodies.ts';
import { readQuery } from '../serving/requests.ts';
import type { Access, Visitor } from './access.ts';
import type { PictureView } from './views.ts';

/** Backups of the whole installation, for its operator. */
export interface Backups {
  /** Those that are kept, the newest first. */
  list(): Promise<{ name: string; at: Date; bytes: number }[]>;
  /** Makes one now, and returns its name. Throws `busy` while one is being made. */
  make(): Promise<string>;
}

/** The services behind the console. */
export interface ConsoleServices extends Services {
  backups?: Backups;
}

export interface ConsoleParts extends ConsoleServices {
  access: Access;
  keeper: Keeper;
  limitBody: LimitBody;
  /** Ends the live streams. */
  closing: AbortSignal;
  heartbeatMs: number;
}

/** How routes of the console are added: none is answered but for who may be in it. */
export interface Door {
  /** Answers `GET /api/console<path>` with the JSON of what `answer` gives, or with its response. */
  read(path: string, answer: (visitor: Visitor, c: Context) => Promise<object>): void;
  /** Answers `POST /api/console<path>`. */
  write(path: string, act: (visitor: Visitor, c: Context) => Promise<unknown>): void;
}

const paged = z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) });

/** The page that a request asks for, from 1. Throws `bad_option`. */
export const pageOf = (c: Context): number => readQuery(c, paged).page;

/** Pictures as the console shows them, kept as files. */
export const viewPictures = (keeper: Keeper, pictures: readonly GalleryPicture[]): Promise<PictureView[]> =>
  Promise.all(
    pictures.map(async ({ id, png, alt, width, height, subject, author, counts: { up, down } }) => {
      return {
        id,
        url: fileUrl(await keeper.save(png, 'image/png', id)),
        alt,
        width,
        height,
        subject,
        author,
        up,
        down,
      };
    }),
  );
