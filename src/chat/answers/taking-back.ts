import { buttonId, readButtonId } from '../pressing/buttons.ts';
import type { Reply } from '../reply.ts';

/** What a message says whose pictures were all deleted. */
export const deletedText = 'This was deleted.';

/** Actions that are about all pictures of a grid, and name the first. */
const ofTheGrid = new Set(['reroll', 'details', 'prompt']);

/** Ids of Easel's own pictures that a reply shows, alone or in what is made of them, or stands for, as an animation does. */
export function picturesOf({ images = [], files = [], buttons = [], selects = [] }: Partial<Reply>): string[] {
  const shown = images.flatMap(({ id }) => id ?? []);
  const standing = [...images, ...files].flatMap(({ shows = [] }) => shows);
  const named = [...buttons.flat(), ...selects.flatMap(({ entries }) => entries)].flatMap(
    ({ picture }) => picture ?? [],
  );
  return [...new Set([...shown, ...standing, ...named])];
}

/** A button's id where some pictures are deleted and others remain; nothing where the button goes with them. */
export function keptButton(
  id: string,
  { removed, remaining }: { removed: readonly string[]; remaining: readonly string[] },
): string | undefined {
  const { action, args } = readButtonId(id);
  if (!args.some((arg) => removed.includes(arg))) return remaining.length > 0 ? id : undefined;
  const [first] = remaining;
  if (!first || !ofTheGrid.has(action)) return undefined;
  return buttonId(action, ...args.map((arg) => (removed.includes(arg) ? first : arg)));
}
