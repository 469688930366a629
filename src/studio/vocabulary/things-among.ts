import type { Element, Part } from './elements.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { describes, names, senseOf } from './said.ts';
import { natureOf } from './scenes/roles.ts';

/** What names a thing; where a word may also describe one, only if there is nothing else for it to describe. */
export function thingsAmong(parts: readonly Part[], known: KnownEmoji, follow: boolean): Set<Part> {
  const free = freeOf(parts);
  const things = new Set<Part>();
  for (const [at, part] of parts.entries()) {
    if (part === 'break' || !names(part)) continue;
    const object = describes(part) && !part.explicit && !senseOf(part, 'mood') && isObject(parts, at);
    if (isPlain(part, known) || object) things.add(part);
  }
  if ([...free].some((element) => things.has(element))) return things;
  const nouns = [...free].filter((element) => names(element) && mayBeNoun(element, known));
  const subject = follow ? nouns[0] : nouns.at(-1);
  if (subject) return things.add(subject);
  const onlySaid = ({ senses }: Element) => senses.every(({ kind }) => kind === 'unheard' || kind === 'face');
  const last = [...free].find((element) => names(element) && onlySaid(element) && isThing(element, known));
  return last && things.size === 0 ? things.add(last) : things;
}

function isThing(element: Element & { emoji: number }, known: KnownEmoji): boolean {
  return natureOf(element.emoji, known) !== 'mood';
}

function isPlain(element: Element & { emoji: number }, known: KnownEmoji): boolean {
  return element.senses.length === 0 && isThing(element, known);
}

/** Whether a describing word, as `robot` or `orange`, can stand for a thing itself. */
function mayBeNoun(element: Element & { emoji: number }, known: KnownEmoji): boolean {
  const kinds = element.senses.map(({ kind }) => kind);
  const noun = kinds.includes('being') || kinds.includes('part') || kinds.includes('colour');
  return noun && isThing(element, known);
}

/** Whether a relation stands right before it and nothing that it could describe right after. */
function isObject(parts: readonly Part[], at: number): boolean {
  let before = at - 1;
  while (before >= 0 && parts[before] !== 'break' && senseOf(parts[before] as Element, 'silent')) before--;
  const previous = parts[before];
  if (!previous || previous === 'break' || !senseOf(previous, 'relation')?.before) return false;
  for (let next = at + 1; next < parts.length; next++) {
    const part = parts[next]!;
    if (part === 'break' || senseOf(part, 'relation')) return true;
    if (names(part) || describes(part)) return false;
  }
  return true;
}

/** Elements that no relation puts beside a subject. */
function freeOf(parts: readonly Part[]): Set<Element> {
  const free = new Set<Element>();
  let related = false;
  let unwanted = false;
  let last: Element | undefined;
  for (const part of parts) {
    if (part === 'break') {
      related &&= !unwanted;
      continue;
    }
    const sense = senseOf(part, 'relation');
    if (!sense) {
      if (!related) free.add(part);
      if (names(part)) last = part;
    } else if (sense.before && sense.relation !== 'and') {
      related = true;
      unwanted = sense.relation === 'without';
      last = undefined;
    } else if (sense.after && last) {
      free.delete(last);
      related = false;
    }
  }
  return free;
}
