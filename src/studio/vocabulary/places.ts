import type { Thing } from './group.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { wholeLabel } from './lexicon.ts';
import { isMood, mergeThings, type Unit } from './merge.ts';
import { carries, hasCoat, isAlive, isClothing, isFood, isPlace, isUmbrella, natureOf } from './scenes/roles.ts';
import type { Role } from './scenes/tables.ts';

/** Where a thing goes in a picture of another. */
export type Place = Role | 'on' | 'pattern' | 'body' | 'being' | 'mood' | 'other' | 'without';

/** The place of a thing in its subject's picture, by what it is and how the prompt relates them. */
export function placeOf(thing: Thing, subject: Thing | undefined, things: readonly Thing[], known: KnownEmoji): Place {
  const nature = natureOf(thing.element.emoji, known);
  const { emoji } = thing.element;
  const precedes = subject !== undefined && things.indexOf(thing) < things.indexOf(subject);
  const own = nature === 'worn' || nature === 'beside' || nature === 'behind' ? nature : undefined;
  switch (thing.relation) {
    case 'without':
      return 'without';
    case 'holds':
      return isAlive(emoji, known) ? 'other' : 'held';
    case 'before':
      return 'behind';
    case 'madeOf':
      return 'pattern';
    case 'shapedLike':
      return 'body';
    case 'as':
      return nature === 'being' ? 'being' : (own ?? 'other');
    case 'near':
      return 'other';
    case 'wears':
      return own ?? 'other';
    case 'with':
      if (own || nature === 'mood') return own ?? 'mood';
      return isAlive(emoji, known) || isPlace(emoji, known) ? 'other' : 'held';
    case 'on':
      if (isUmbrella(emoji, known)) return 'held';
      if (own || isPlace(emoji, known)) return own ?? 'behind';
      return isClothing(emoji, known) ? 'other' : 'on';
    case 'at':
      if (isUmbrella(emoji, known)) return 'held';
      if (own || isPlace(emoji, known)) return own ?? 'behind';
      return carries(emoji, known) ? 'on' : 'other';
    case 'of':
      if (isPlace(emoji, known)) return 'behind';
      return isFood(emoji, known) && precedes ? 'pattern' : unrelated(thing, subject, known, precedes);
    default:
      return unrelated(thing, subject, known, precedes);
  }
}

function unrelated(thing: Thing, subject: Thing | undefined, known: KnownEmoji, precedes: boolean): Place {
  if (subject?.relation === 'faceOf') return 'body';
  const nature = natureOf(thing.element.emoji, known);
  const { emoji, explicit } = thing.element;
  const adjacent = thing.phrase === subject?.phrase;
  if (nature === 'mood') return 'mood';
  if (nature === 'being')
    return (adjacent || thing.relation === 'of') && emoji !== subject?.element.emoji ? 'being' : 'other';
  if (nature !== 'thing') {
    const equals =
      subject &&
      natureOf(subject.element.emoji, known) !== 'thing' &&
      natureOf(subject.element.emoji, known) !== 'being';
    return thing.joined && equals ? 'other' : nature;
  }
  const covers = isFood(emoji, known) || hasCoat(emoji, known);
  return adjacent && precedes && !explicit && covers ? 'pattern' : 'other';
}

/** Two words of one name, such as `cake` for a `birthday`, are one thing. */
export function joinNames(things: readonly Thing[]): Thing[] {
  const joined: Thing[] = [];
  for (const thing of things) {
    const last = joined.at(-1);
    const close = last && !thing.joined && (thing.relation === last.relation || thing.relation === 'of');
    const both = close ? mergeThings(last.element, thing.element) : undefined;
    if (both)
      joined[joined.length - 1] = { ...last!, element: { ...both, senses: [] }, said: [...last!.said, ...thing.said] };
    else joined.push(thing);
  }
  return joined;
}

/**
 * Where a word can name several things, the best that suits how it is with the subject: what is held is no animal, what is
 * worn can be.
 */
export function asRelated(thing: Thing, known: KnownEmoji): Thing {
  const { element, relation } = thing;
  if (element.explicit || (relation !== 'holds' && relation !== 'wears' && relation !== 'with')) return thing;
  const suits = (emoji: number) =>
    relation === 'wears' ? natureOf(emoji, known) === 'worn' : !isAlive(emoji, known) && !isMood(emoji, known);
  if (suits(element.emoji)) return thing;
  const best = element.meanings.get(element.emoji) ?? 0;
  const others = [...element.meanings].filter(([emoji, score]) => suits(emoji) && score >= best - muchLess);
  if (others.length === 0) return thing;
  const [emoji] = others.reduce((a, b) => (b[1] > a[1] ? b : a));
  return { ...thing, element: { ...element, emoji } };
}

/** How much worse a word may name the one that suits. */
const muchLess = 25;

/** Who names more things tells a story. */
const thingsOfProse = 6;

/** Whether words name it, rather than something that goes with it. */
export const isNamed = ({ explicit, meanings, emoji }: Unit) => explicit || meanings.get(emoji)! >= wholeLabel;

/** What is only taken for an animal that has it, or in prose for anything that it is about. */
export function isGuess({ element, relation }: Thing, among: number, known: KnownEmoji): boolean {
  if (isNamed(element)) return false;
  return relation ? isAlive(element.emoji, known) : among > thingsOfProse;
}
