import type { Element, Part } from './elements.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { natureOf } from './scenes/roles.ts';
import type { Sense } from './scenes/tables.ts';
import type { Relation } from './scenes/words.ts';

/** A thing that a prompt names, with what is said of it. */
export interface Thing {
  element: Element & { emoji: number };
  /** What describes it. */
  said: Element[];
  /** How it is with the subject, where the prompt says so. */
  relation?: Relation;
  /** It follows an `and`. */
  joined: boolean;
  /** Things of one phrase, with no relation, `and` or comma between them, share it. */
  phrase: number;
}

export interface Grouped {
  things: Thing[];
  /** What is asked for beside the prompt: it comes before what the prompt says. */
  wished: Element[];
  /** What is said of nothing that stands beside it: of the subject. */
  loose: Element[];
  /** Words that are asked of the picture and cannot be had. */
  unheard: string[];
}

/** Kinds of senses that describe a thing. */
const describing: ReadonlySet<Sense['kind']> = new Set([
  'colour',
  'mood',
  'being',
  'part',
  'count',
  'size',
  'arrangement',
]);

export const senseOf = <Kind extends Sense['kind']>({ senses }: Element, kind: Kind) =>
  senses.find((sense): sense is Extract<Sense, { kind: Kind }> => sense.kind === kind);

/** What an element says of a thing. */
export const saidBy = ({ senses }: Element): Sense | undefined => senses.find(({ kind }) => describing.has(kind));

const describes = ({ senses }: Element) => senses.some(({ kind }) => describing.has(kind));
const names = (element: Element): element is Element & { emoji: number } => element.emoji !== undefined;

/** Puts what describes to what it describes, and relations to what they relate. `follow`: adjectives follow nouns. */
export function group(parts: readonly Part[], known: KnownEmoji, follow: boolean): Grouped {
  return new Grouper(parts, known, follow).group();
}

/** Elements that no relation puts beside a subject. */
function freeOf(parts: readonly Part[]): Set<Element> {
  const free = new Set<Element>();
  let related = false;
  let last: Element | undefined;
  for (const part of parts) {
    if (part === 'break') continue;
    const sense = senseOf(part, 'relation');
    if (!sense) {
      if (!related) free.add(part);
      if (names(part)) last = part;
    } else if (sense.before && sense.relation !== 'and') {
      related = true;
      last = undefined;
    } else if (sense.after && last) {
      free.delete(last);
      related = false;
    }
  }
  return free;
}

class Grouper {
  #parts: readonly Part[];
  #follow: boolean;
  #known: KnownEmoji;
  /** Elements that name a thing and describe none. */
  #things: ReadonlySet<Part>;
  #found: Grouped = { things: [], wished: [], loose: [], unheard: [] };
  #pending: Element[] = [];
  #relation?: Relation;
  #joined = false;
  #phrase = 0;
  /** The phrase names something that cannot be had. */
  #unheard = false;

  constructor(parts: readonly Part[], known: KnownEmoji, follow: boolean) {
    this.#parts = parts;
    this.#known = known;
    this.#follow = follow;
    this.#things = this.#thingsAmong(parts);
  }

  group(): Grouped {
    for (const [at, part] of this.#parts.entries()) {
      if (part === 'break') this.#end();
      else if (this.#things.has(part)) this.#addThing(part as Thing['element']);
      else if (senseOf(part, 'relation')) this.#relate(part, at);
      else if (senseOf(part, 'face')) this.#addFace(at);
      else if (describes(part) || (names(part) && part.senses.length === 0)) this.#describe(part, at);
      else if (senseOf(part, 'unheard')) this.#skip(part);
    }
    this.#end();
    return this.#found;
  }

  /** What names a thing; where a word may also describe one, only if there is nothing else for it to describe. */
  #thingsAmong(parts: readonly Part[]): Set<Part> {
    const free = freeOf(parts);
    const things = new Set<Part>();
    for (const [at, part] of parts.entries()) {
      if (part === 'break' || !names(part)) continue;
      const object = describes(part) && !part.explicit && !senseOf(part, 'mood') && this.#isObject(parts, at);
      if (this.#isPlain(part) || object) things.add(part);
    }
    if ([...free].some((element) => things.has(element))) return things;
    const nouns = [...free].filter((element) => names(element) && this.#mayBeNoun(element));
    const subject = this.#follow ? nouns[0] : nouns.at(-1);
    if (subject) return things.add(subject);
    const onlySaid = ({ senses }: Element) => senses.every(({ kind }) => kind === 'unheard' || kind === 'face');
    const last = [...free].find((element) => names(element) && onlySaid(element) && this.#isThing(element));
    return last && things.size === 0 ? things.add(last) : things;
  }

  #isThing(element: Element & { emoji: number }): boolean {
    return natureOf(element.emoji, this.#known) !== 'mood';
  }

  #isPlain(element: Element & { emoji: number }): boolean {
    return element.senses.length === 0 && this.#isThing(element);
  }

  /** Whether a describing word, as `robot` or `orange`, can stand for a thing itself. */
  #mayBeNoun(element: Element & { emoji: number }): boolean {
    const kinds = element.senses.map(({ kind }) => kind);
    const noun = kinds.includes('being') || kinds.includes('part') || kinds.includes('colour');
    return noun && this.#isThing(element);
  }

  /** Whether a relation stands right before it and nothing that it could describe right after. */
  #isObject(parts: readonly Part[], at: number): boolean {
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

  #addThing(element: Thing['element']): void {
    this.#found.things.push({
      element,
      said: this.#pending.splice(0),
      relation: this.#relation,
      joined: this.#joined,
      phrase: this.#phrase,
    });
    this.#joined = false;
  }

  #skip({ words }: Element): void {
    this.#found.unheard.push(words);
    this.#unheard = true;
  }

  /** To the thing that follows in its phrase, or the one before. */
  #describe(element: Element, at: number): void {
    if (element.explicit && !describes(element)) {
      this.#found.loose.push(element);
      return;
    }
    const last = this.#lastOfPhrase();
    const precedes = !this.#follow || senseOf(element, 'count') || element.explicit;
    if (precedes && this.#thingFollows(at)) this.#pending.push(element);
    else if (last && !(precedes && last.relation)) last.said.push(element);
    else if (last) this.#found.loose.push(element);
    else this.#pending.push(element);
  }

  #lastOfPhrase(): Thing | undefined {
    const last = this.#found.things.at(-1);
    return last?.phrase === this.#phrase ? last : undefined;
  }

  #thingFollows(at: number): boolean {
    for (const part of this.#parts.slice(at + 1)) {
      if (part === 'break' || (!this.#things.has(part) && senseOf(part, 'relation'))) return false;
      if (this.#things.has(part)) return true;
    }
    return false;
  }

  /** Angry eyes are the subject's mood; eyes alone, where nothing is said of them, are eyes. */
  #addFace(at: number): void {
    const face = this.#parts[at] as Element;
    const next = this.#parts[at + 1];
    const isMood = (element: Element | undefined) =>
      element && (senseOf(element, 'mood') || (names(element) && natureOf(element.emoji, this.#known) === 'mood'));
    const moodFollows = next && next !== 'break' && isMood(next);
    if (isMood(this.#pending.at(-1)) || moodFollows) this.#found.loose.push(...this.#pending.splice(0));
    else if (names(face) && this.#relation) this.#addThing(face);
  }

  #relate(element: Element, at: number): void {
    const { relation, before, after } = senseOf(element, 'relation')!;
    if (relation === 'and') {
      this.#end();
      this.#joined = true;
    } else if (before && (!after || this.#thingFollows(at))) {
      this.#end();
      this.#relation = relation;
      this.#joined = false;
    } else if (after) this.#relateBack(relation);
  }

  /** To the thing before, and those that it is joined to. */
  #relateBack(relation: Relation): void {
    const { things } = this.#found;
    if (relation === 'of' && !this.#lastOfPhrase()) return;
    this.#end();
    this.#relation = undefined;
    for (let at = things.length - 1; at >= 0 && !things[at]!.relation; at--) {
      things[at]!.relation = relation;
      if (!things[at]!.joined) break;
    }
  }

  #end(): void {
    const last = this.#lastOfPhrase();
    if (last) last.said.push(...this.#pending.splice(0));
    else if (this.#relation && this.#unheard)
      this.#found.unheard.push(...this.#pending.splice(0).map(({ words }) => words));
    else this.#found.loose.push(...this.#pending.splice(0));
    this.#phrase++;
    this.#unheard = false;
  }
}
