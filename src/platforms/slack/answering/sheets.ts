import type { ReplyImage } from '#chat/reply.ts';
import type { DrawSheet } from '#platforms/platform.ts';

/** A picture, or several as one, as it is put into Slack. */
export interface Drawing extends Pick<ReplyImage, 'name' | 'mime' | 'bytes' | 'alt' | 'spoiler'> {
  /** Ids of Easel's own pictures that it shows, in that order. */
  pictures: string[];
  /** As of a `ShownImage`. */
  made?: true;
  title: string;
}

type Own = ReplyImage & { id: string; number: number };

/** Images as Slack is to show them: the numbered pictures of a grid are one, and its spoilers another. */
export async function inSheets(images: ReplyImage[], draw: DrawSheet): Promise<Drawing[]> {
  const [shown, hidden] = [false, true].map((spoiler) =>
    images.filter((image): image is Own => isOwn(image) && (image.spoiler ?? false) === spoiler),
  );
  const grids = [shown!, hidden!].filter(({ length }) => length > 1);
  const single = images.filter((image) => !grids.flat().includes(image as Own));
  return [...single.map(drawingOf), ...(await Promise.all(grids.map((grid) => sheetOf(grid, draw))))];
}

const isOwn = ({ id, number }: ReplyImage) => id !== undefined && number !== undefined;

function drawingOf({ id, number, name, mime, bytes, alt, spoiler, shows }: ReplyImage): Drawing {
  return {
    pictures: id ? [id] : [...(shows ?? [])],
    ...(shows && { made: true }),
    title: number === undefined ? name : `${number}`,
    name,
    mime,
    bytes,
    alt,
    spoiler,
  };
}

async function sheetOf(grid: Own[], draw: DrawSheet): Promise<Drawing> {
  const [first, last] = [grid[0]!, grid.at(-1)!];
  return {
    pictures: grid.map(({ id }) => id),
    title: `${first.number} to ${last.number}`,
    name: `${first.id}-grid.png`,
    mime: 'image/png',
    bytes: await draw(grid.map(({ number, bytes }) => ({ number, png: bytes }))),
    alt: grid.map(({ number, alt }) => `${number}: ${alt}`).join('; '),
    spoiler: first.spoiler,
  };
}
