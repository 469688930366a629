import type { Counts } from '#studio/api.ts';
import type { Button, Reply, SelectEntry } from './reply.ts';

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
      ({ id, label, chosen, picture }): Button => ({
        id,
        label,
        ...(picture && { picture }),
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
 * Which buttons a message has, so that a vote can draw them again: a `grid` those of all pictures painted together, `one`
 * those of a single picture, `mine` the same where one person alone sees them.
 */
type Layout = 'grid' | 'one' | 'mine';

type Controls = Required<Pick<Reply, 'buttons' | 'selects'>>;

/** More pictures than that are opened from a menu. */
const openersAtMost = 4;
const rowLength = 5;

/** Ten buttons at most: under a grid a vote for each picture and a way to open it, under one all that is done with it. */
export function pictureButtons(pictures: Votable[], layout: Layout): Controls {
  const [first] = pictures;
  if (!first) return { buttons: [], selects: [] };
  if (layout !== 'grid') return { buttons: actionsOf(first, layout), selects: [] };
  if (pictures.length > 1) return gridButtons(pictures, first);
  const [marks = [], ways = []] = actionsOf(first);
  return { buttons: [marks, [...ways, rerollButton(first)]], selects: [] };
}

function gridButtons(pictures: Votable[], first: Votable): Controls {
  const votes = [...pictures.map(likeButton), rerollButton(first)];
  if (pictures.length <= openersAtMost) {
    return { buttons: [votes, [...pictures.map(openButton), detailsButton(first)]], selects: [] };
  }
  const { id, label } = detailsButton(first);
  const prompt = { id: promptButton(first.id).id, label: '✏️ Change the prompt' };
  const menu = { label: 'Open a picture…', entries: [...openersOf(pictures), prompt, { id, label }] };
  return { buttons: inRows(votes), selects: [menu] };
}

function openersOf(pictures: Votable[]): SelectEntry[] {
  return pictures.map(({ id, number }) => ({ id: buttonId('open', id), label: `Picture ${number}`, picture: id }));
}

/** Buttons in rows that every platform shows whole. */
export function inRows(buttons: Button[]): Button[][] {
  return Array.from({ length: Math.ceil(buttons.length / rowLength) }, (_, row) =>
    buttons.slice(row * rowLength, (row + 1) * rowLength),
  );
}

function likeButton({ id, number, counts }: Votable): Button {
  const label = counted(`${number} 👍`, counts?.up);
  return { id: buttonId('vote', id, 'up'), label, title: `I like picture ${number}`, picture: id };
}

function openButton({ id, number }: Votable): Button {
  const title = `Picture ${number}: vary, enlarge, edit, save it`;
  return { id: buttonId('open', id), label: `${number}…`, title, picture: id };
}

function rerollButton({ id }: Votable): Button {
  return { id: buttonId('reroll', id), label: '🔁', title: 'The same again with a new seed' };
}

function detailsButton({ id }: Votable): Button {
  return { id: buttonId('details', id), label: 'Details', title: 'Seed, style and model, and how to make it again' };
}

/** Under what was made of pictures: the same anew, and how it was made. */
export const againButtons = ([first]: readonly Votable[]): Button[][] =>
  first ? [[rerollButton(first), detailsButton(first)]] : [];

/** The slowest and the fastest that an animation may be. */
export const speeds = { min: 0.25, max: 2 };

/** Under an animation; `speed` is absent where it cannot be asked for again. `picture` stands for it. */
export function animationButtons(picture: Votable, speed?: number): Button[][] {
  const { id } = picture;
  const marks = marksOf(picture, ['moving']);
  if (speed === undefined) return [marks];
  const at = (label: string, next: number): Button[] =>
    next < speeds.min || next > speeds.max
      ? []
      : [{ id: buttonId('speed', id, next), label, title: `The same, ${label.toLowerCase()}` }];
  const ways = [...at('Slower', speed / 2), ...at('Faster', speed * 2), saveButton(picture), detailsButton(picture)];
  return [marks, ways].map((row) => row.map((button) => ({ ...button, picture: id })));
}

function saveButton({ id }: Votable): Button {
  return { id: buttonId('save', id), label: 'Save as emoji', title: 'Add it to the emoji here' };
}

/** Opens what was asked for in a window, to be changed and painted again. */
export function promptButton(id: string): Button {
  const title = 'Change the prompt and its options, and paint again';
  return { id: buttonId('prompt', id), label: '✏️', title, picture: id };
}

/** Shows everybody what was for its author alone. */
export function shareButton(id: string): Button {
  return {
    id: buttonId('share', id),
    label: 'Share',
    title: 'Show it to everybody here',
    tone: 'primary',
    picture: id,
  };
}

/** Under pictures that their author alone sees: what people think of them comes once they are shared. */
export function privateButtons(pictures: Votable[], moving: boolean): Controls {
  const [first] = pictures;
  if (!first) return { buttons: [], selects: [] };
  const again = moving ? saveButton(first) : rerollButton(first);
  const ways = [shareButton(first.id), again, promptButton(first.id), detailsButton(first)];
  const row = ways.map(({ picture: _, ...button }) => button);
  if (moving) return { buttons: [row], selects: [] };
  if (pictures.length <= openersAtMost) return { buttons: [pictures.map(openButton), row], selects: [] };
  return { buttons: [row], selects: [{ label: 'Open a picture…', entries: openersOf(pictures) }] };
}

/** Takes one's own picture away for good. */
export function deleteButton(id: string, layout?: 'mine'): Button {
  const args = layout ? [id, layout] : [id];
  return { id: buttonId('delete', ...args), label: '🗑', title: 'Delete it for good', picture: id };
}

/** Tells the admins that a picture should not be here. */
export function reportButton(id: string): Button {
  return {
    id: buttonId('report', id),
    label: 'Report',
    title: 'Tell the admins that it should not be here',
    picture: id,
  };
}

/** What a person thinks of one picture. */
function marksOf({ id, counts }: Votable, args: string[]): Button[] {
  return [
    { id: buttonId('vote', id, 'up', ...args), label: counted('👍', counts?.up), title: 'I like it' },
    { id: buttonId('vote', id, 'down', ...args), label: counted('👎', counts?.down), title: 'I do not like it' },
    { id: buttonId('favorite', id, ...args), label: counted('❤️', counts?.favorites), title: 'Keep it' },
  ];
}

/** What a person thinks of one picture, and what becomes of it. */
function actionsOf(picture: Votable, layout?: 'one' | 'mine'): Button[][] {
  const { id } = picture;
  const marks: Button[] = [
    ...marksOf(picture, layout ? [layout] : []),
    { id: buttonId('vary', id), label: 'Vary', title: 'Four like it' },
    { id: buttonId('enlarge', id), label: 'Enlarge', title: 'The same, four times as large' },
  ];
  const ways: Button[] = [
    {
      id: buttonId('edit', id),
      label: 'Edit…',
      title: 'Change its mood, what it wears or holds, its colour, its style',
    },
    saveButton(picture),
    detailsButton(picture),
    promptButton(id),
  ];
  return [marks, ways].map((row) => row.map((button) => ({ ...button, picture: id })));
}

function counted(symbol: string, count = 0): string {
  return count > 0 ? `${symbol} ${count}` : symbol;
}
