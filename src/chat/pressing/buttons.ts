import type { Words } from '#lib/i18n.ts';
import type { Counts } from '#studio/api.ts';
import type { Button, Reply, SelectEntry } from '../reply.ts';

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
export function pictureButtons(pictures: Votable[], layout: Layout, words: Words): Controls {
  const [first] = pictures;
  if (!first) return { buttons: [], selects: [] };
  if (layout !== 'grid') return { buttons: actionsOf(first, words, layout), selects: [] };
  if (pictures.length > 1) return gridButtons(pictures, first, words);
  const [marks = [], ways = []] = actionsOf(first, words);
  return { buttons: [marks, [...ways, rerollButton(first, words)]], selects: [] };
}

function gridButtons(pictures: Votable[], first: Votable, words: Words): Controls {
  const votes = [...pictures.map((picture) => likeButton(picture, words)), rerollButton(first, words)];
  if (pictures.length <= openersAtMost) {
    return { buttons: [votes, [...openButtons(pictures, words), detailsButton(first, words)]], selects: [] };
  }
  const { id, label } = detailsButton(first, words);
  const prompt = { id: promptButton(first.id, words).id, label: words('button.change-prompt') };
  const menu = { label: words('button.open-menu'), entries: [...openersOf(pictures, words), prompt, { id, label }] };
  return { buttons: inRows(votes), selects: [menu] };
}

function openersOf(pictures: Votable[], words: Words): SelectEntry[] {
  return pictures.map(({ id, number }) => {
    return { id: buttonId('open', id), label: words('button.picture', { number }), picture: id };
  });
}

/** Buttons in rows that every platform shows whole. */
export function inRows(buttons: Button[]): Button[][] {
  return Array.from({ length: Math.ceil(buttons.length / rowLength) }, (_, row) =>
    buttons.slice(row * rowLength, (row + 1) * rowLength),
  );
}

function likeButton({ id, number, counts }: Votable, words: Words): Button {
  const label = counted(`${number} 👍`, counts?.up);
  return { id: buttonId('vote', id, 'up'), label, title: words('button.like.does', { number }), picture: id };
}

function openButtons(pictures: Votable[], words: Words): Button[] {
  return pictures.map(({ id, number }) => {
    const title = words('button.open.does', { number });
    return { id: buttonId('open', id), label: `${number}…`, title, picture: id };
  });
}

function rerollButton({ id }: Votable, words: Words): Button {
  return { id: buttonId('reroll', id), label: '🔁', title: words('button.again.does') };
}

function detailsButton({ id }: Votable, words: Words): Button {
  return { id: buttonId('details', id), label: words('button.details'), title: words('button.details.does') };
}

/** Under what was made of pictures: the same anew, and how it was made. */
export const againButtons = ([first]: readonly Votable[], words: Words): Button[][] =>
  first ? [[rerollButton(first, words), detailsButton(first, words)]] : [];

/** The slowest and the fastest that an animation may be. */
export const speeds = { min: 0.25, max: 2 };

/** Under an animation; `speed` is absent where it cannot be asked for again. `picture` stands for it. */
export function animationButtons(picture: Votable, speed: number | undefined, words: Words): Button[][] {
  const { id } = picture;
  const marks = marksOf(picture, ['moving'], words);
  if (speed === undefined) return [marks];
  const at = (way: 'slower' | 'faster', next: number): Button[] =>
    next < speeds.min || next > speeds.max
      ? []
      : [{ id: buttonId('speed', id, next), label: words(`button.${way}`), title: words(`button.${way}.does`) }];
  const others = [...at('slower', speed / 2), ...at('faster', speed * 2)];
  const ways = [...others, saveButton(picture, words), detailsButton(picture, words)];
  return [marks, ways].map((row) => row.map((button) => ({ ...button, picture: id })));
}

function saveButton({ id }: Votable, words: Words): Button {
  return { id: buttonId('save', id), label: words('button.save'), title: words('button.save.does') };
}

/** Opens what was asked for in a window, to be changed and painted again. */
export function promptButton(id: string, words: Words): Button {
  const title = words('button.prompt.does');
  return { id: buttonId('prompt', id), label: '✏️', title, picture: id };
}

/** Shows everybody what was for its author alone. */
export function shareButton(id: string, words: Words): Button {
  return {
    id: buttonId('share', id),
    label: words('button.share'),
    title: words('button.share.does'),
    tone: 'primary',
    picture: id,
  };
}

/** Under pictures that their author alone sees: what people think of them comes once they are shared. */
export function privateButtons(pictures: Votable[], moving: boolean, words: Words): Controls {
  const [first] = pictures;
  if (!first) return { buttons: [], selects: [] };
  const again = moving ? saveButton(first, words) : rerollButton(first, words);
  const { id } = first;
  const ways = [shareButton(id, words), again, promptButton(id, words), detailsButton(first, words)];
  const row = ways.map(({ picture: _, ...button }) => button);
  if (moving) return { buttons: [row], selects: [] };
  if (pictures.length <= openersAtMost) return { buttons: [openButtons(pictures, words), row], selects: [] };
  return { buttons: [row], selects: [{ label: words('button.open-menu'), entries: openersOf(pictures, words) }] };
}

/** Takes one's own picture away for good. */
export function deleteButton(id: string, words: Words, layout?: 'mine'): Button {
  const args = layout ? [id, layout] : [id];
  return { id: buttonId('delete', ...args), label: '🗑', title: words('button.delete.does'), picture: id };
}

/** Tells the admins that a picture should not be here. */
export function reportButton(id: string, words: Words): Button {
  return {
    id: buttonId('report', id),
    label: words('button.report'),
    title: words('button.report.does'),
    picture: id,
  };
}

/** What a person thinks of one picture. */
function marksOf({ id, counts }: Votable, args: string[], words: Words): Button[] {
  return [
    { id: buttonId('vote', id, 'up', ...args), label: counted('👍', counts?.up), title: words('button.up.does') },
    { id: buttonId('vote', id, 'down', ...args), label: counted('👎', counts?.down), title: words('button.down.does') },
    { id: buttonId('favorite', id, ...args), label: counted('❤️', counts?.favorites), title: words('button.keep.does') },
  ];
}

/** What a person thinks of one picture, and what becomes of it. */
function actionsOf(picture: Votable, words: Words, layout?: 'one' | 'mine'): Button[][] {
  const { id } = picture;
  const marks: Button[] = [
    ...marksOf(picture, layout ? [layout] : [], words),
    { id: buttonId('vary', id), label: words('button.vary'), title: words('button.vary.does') },
    { id: buttonId('enlarge', id), label: words('button.enlarge'), title: words('button.enlarge.does') },
  ];
  const ways: Button[] = [
    { id: buttonId('edit', id), label: words('button.edit'), title: words('button.edit.does') },
    saveButton(picture, words),
    detailsButton(picture, words),
    promptButton(id, words),
  ];
  return [marks, ways].map((row) => row.map((button) => ({ ...button, picture: id })));
}

function counted(symbol: string, count = 0): string {
  return count > 0 ? `${symbol} ${count}` : symbol;
}
