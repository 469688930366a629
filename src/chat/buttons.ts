import type { Counts } from '#studio/api.ts';
import type { Button, Reply } from './reply.ts';

/** Discord's limit, the tightest of all platforms. */
const longestId = 100;

/** A button's id from its action and arguments. Throws a plain Error (a fault of ours) where it does not fit. */
export function buttonId(action: string, ...args: (string | number)[]): string {
  const id = [action, ...args].join(':');
  if (id.length > longestId) throw new Error(`button id has more than ${longestId} characters: ${id}`);
  return id;
}

/** Whether Easel could have written this id; what platforms hand over may come from anyone. */
export function isButtonId(id: string): boolean {
  return id.length <= longestId && /^[\w:.-]+$/.test(id);
}

/** The action and arguments of a button's id. */
export function readButtonId(id: string): { action: string; args: string[] } {
  const [action = '', ...args] = id.split(':');
  return { action, args };
}

/** The rows of buttons of a reply, its select menus unfolded into rows, for platforms without such menus. */
export function allButtons({ buttons = [], selects = [] }: Pick<Reply, 'buttons' | 'selects'>): Button[][] {
  const unfolded = selects.map(({ label: title, entries }) =>
    entries.map(
      ({ id, label, chosen }): Button => ({
        id,
        label,
        title: `${title}: ${label}`,
        ...(chosen && { tone: 'primary' }),
      }),
    ),
  );
  return [...buttons, ...unfolded];
}

/** A picture that can be voted on. */
export interface Votable {
  id: string;
  number: number;
  counts?: Counts;
}

/**
 * Which buttons a message has, so that a vote can draw them again: a `grid` has those of all pictures painted together
 * and a re-roll, `one` those of a single picture.
 */
export type Layout = 'grid' | 'one';

/** One row per picture; under a grid the re-roll, under a single one the ways to change and to save it. */
export function pictureButtons(pictures: Votable[], layout: Layout): Button[][] {
  const rows = pictures.map((picture) => pictureRow(picture, layout));
  const first = pictures[0];
  if (!first) return rows;
  if (layout === 'one') return [...rows, [editButton(first), saveButton(first)]];
  return [...rows, [{ id: buttonId('reroll', first.id), label: '🔁', title: 'The same again with a new seed' }]];
}

function editButton({ id }: Votable): Button {
  return { id: buttonId('edit', id), label: 'Edit…', title: 'Change its mood, what it wears, its colour', picture: id };
}

function saveButton({ id }: Votable): Button {
  return { id: buttonId('save', id), label: 'Save as emoji', title: 'Add this picture to the emoji here', picture: id };
}

function pictureRow({ id, number: numberInGrid, counts }: Votable, layout: Layout): Button[] {
  const args = layout === 'one' ? ['one'] : [];
  const number = layout === 'one' ? 1 : numberInGrid;
  const of = `picture ${number}`;
  const row: Button[] = [
    { id: buttonId('vote', id, 'up', ...args), label: counted('👍', counts?.up), title: `I like ${of}` },
    { id: buttonId('vote', id, 'down', ...args), label: counted('👎', counts?.down), title: `I do not like ${of}` },
    { id: buttonId('favorite', id, ...args), label: counted('❤️', counts?.favorites), title: `Keep ${of}` },
    { id: buttonId('vary', id), label: `V${number}`, title: `Variations of ${of}` },
    { id: buttonId('enlarge', id), label: `U${number}`, title: `${capital(of)}, four times as large` },
  ];
  return row.map((button) => ({ ...button, picture: id }));
}

function counted(symbol: string, count = 0): string {
  return count > 0 ? `${symbol} ${count}` : symbol;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
