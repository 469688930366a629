import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { colours } from '#training/data/compositions/scene.ts';
import type { Wishes } from '../api.ts';
import { type Element, readElements } from './elements.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { isMood } from './merge.ts';
import { readPrompt } from './read-prompt.ts';
import { saidBy, senseOf } from './said.ts';
import { natureOf } from './scenes/roles.ts';
import type { Role } from './scenes/tables.ts';

/** What is read of one wish. */
const limits = { pieces: 24, things: 3 } as const;

/** What is asked for beside a prompt, as if its subject were described so. Throws `bad_option`, `unknown_emoji`. */
export function readWishes(wishes: Wishes, known: KnownEmoji, language: number): Element[] {
  const read = (text = '') => {
    const { parts } = readElements(readPrompt(text, known.lexicon, limits.pieces), known, language);
    return parts.filter((part) => part !== 'break');
  };
  const { colour, mood, wearing, holding, size } = wishes;
  return [
    ...asked(
      'mood',
      mood,
      read(mood)
        .filter((element) => isMoodOrBeing(element, known))
        .slice(0, 1),
    ),
    ...asked(
      'colour',
      colour,
      read(colour)
        .filter((element) => senseOf(element, 'colour'))
        .slice(0, 1),
    ),
    ...asked(
      'size',
      size,
      read(size)
        .filter((element) => senseOf(element, 'size'))
        .slice(0, 1),
    ),
    ...asked('wearing', wearing, things(read(wearing), 'worn', known)),
    ...asked('holding', holding, things(read(holding), 'held', known)),
  ];
}

function asked(name: keyof Wishes, typed: string | undefined, elements: Element[]): Element[] {
  if (typed === undefined || elements.length > 0) return elements;
  const expected =
    name === 'colour' ? message('expected.colour', { colours: colours.join(', ') }) : message(`expected.${name}`);
  throw new AppError('bad_option', message('wish.fault', { name, expected, typed: typed.slice(0, 40) }));
}

function isMoodOrBeing(element: Element, known: KnownEmoji): boolean {
  const kind = saidBy(element)?.kind;
  return kind === 'mood' || kind === 'being' || (element.emoji !== undefined && isMood(element.emoji, known));
}

/** Each as a part of the scene, in the colour that is said right before or after it. */
function things(elements: readonly Element[], role: Role, known: KnownEmoji): Element[] {
  const colourOf = (element: Element | undefined) => element && senseOf(element, 'colour')?.colour;
  const parts = elements.flatMap((element, at): Element[] => {
    const concept = partAmong(element, role, known);
    if (concept === undefined) return [];
    const colour = colourOf(elements[at - 1]) ?? colourOf(elements[at + 1]);
    return [{ ...element, senses: [{ kind: 'part', role, concept, colour }] }];
  });
  return parts.slice(0, limits.things);
}

function partAmong(element: Element, role: Role, known: KnownEmoji): string | undefined {
  const sense = senseOf(element, 'part');
  if (sense?.role === role) return sense.concept;
  if (element.emoji === undefined || (role === 'worn' && natureOf(element.emoji, known) !== 'worn')) return undefined;
  return known.at(element.emoji).concept;
}
