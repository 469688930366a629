import type { Element, Part } from './elements.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { describes, names, senseOf } from './said.ts';
import { natureOf } from './scenes/roles.ts';
import type { Relation } from './scenes/words.ts';
import { thingsAmong } from './things-among.ts';

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

/** Puts what describes to what it describes, and relations to what they relate. `follow`: adjectives follow nouns. */
export function group(parts: readonly Part[], known: KnownEmoji, follow: boolean): Grouped {
  return new Grouper(parts, known, follow).group();
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
  /** The last part that a relation names, and its place. */
  #part?: Element;
  #partAt = -1;

  constructor(parts: readonly Part[], known: KnownEmoji, follow: boolean) {
    this.#parts = parts;
    this.#known = known;
    this.#follow = follow;
    this.#things = thingsAmong(parts, known, follow);
  }

  group(): Grouped {
    for (const [at, part] of this.#parts.entries()) {
      if (part === 'break') this.#pause();
      else if (this.#things.has(part)) this.#addThing(part as Thing['element']);
      else if (senseOf(part, 'relation')) this.#relate(part, at);
      else if (this.#isDoing(part, at)) this.#startRelation('holds');
      else if (senseOf(part, 'face')) this.#addFace(at);
      else if (describes(part) || (names(part) && part.senses.length === 0)) this.#describe(part, at);
      else if (senseOf(part, 'unheard')) this.#skip(part);
    }
    this.#end();
    this.#wantDescribed();
    return this.#found;
  }

  /** `not happy fox`: where nothing else is wanted, it is the happiness that is not. */
  #wantDescribed(): void {
    const { things, unheard } = this.#found;
    if (things.length === 0 || things.some(({ relation }) => relation !== 'without')) return;
    const described = things.find(({ said }) => said.length > 0);
    if (!described) return;
    described.relation = undefined;
    unheard.push(...described.said.splice(0).map(({ words }) => words));
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
  #describe(described: Element, at: number): void {
    const element = this.#dyePart(described, at);
    if (!element) return;
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

  /**
   * A part that a relation names, such as a cowboy hat, with the colour right before it; of a colour right after such a part,
   * nothing is left where adjectives follow.
   */
  #dyePart(element: Element, at: number): Element | undefined {
    const part = senseOf(element, 'part');
    const colour = senseOf(element, 'colour')?.colour;
    const related = this.#relation !== undefined && this.#relation !== 'without';
    if (part && related) {
      const before = senseOf(this.#pending.at(-1) ?? element, 'colour')?.colour;
      if (before) this.#pending.pop();
      this.#part = { ...element, senses: [{ ...part, ...(before && { colour: before }) }] };
      this.#partAt = at;
      return this.#part;
    }
    if (!colour || !this.#part || this.#partAt !== at - 1 || !this.#follow) return element;
    this.#part.senses = this.#part.senses.map((sense) => (sense.kind === 'part' ? { ...sense, colour } : sense));
    return undefined;
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
    } else if (before && (!after || this.#thingFollows(at))) this.#startRelation(relation);
    else if (after) this.#relateBack(relation);
  }

  /** Whether something is read, played or sung that is named right after it: `reading a newspaper`. */
  #isDoing(element: Element, at: number): boolean {
    const next = this.#parts.slice(at + 1).find((part) => part === 'break' || !senseOf(part, 'silent'));
    return senseOf(element, 'part')?.role === 'held' && next !== undefined && this.#things.has(next);
  }

  #startRelation(relation: Relation): void {
    this.#end();
    this.#relation = relation;
    this.#joined = false;
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

  /** A comma goes on with a list, but not with what is not wanted. */
  #pause(): void {
    this.#end();
    if (this.#relation === 'without') this.#relation = undefined;
  }

  #end(): void {
    const last = this.#lastOfPhrase();
    if (last) last.said.push(...this.#pending.splice(0));
    else if (this.#relation === 'without' || (this.#relation && this.#unheard))
      this.#found.unheard.push(...this.#pending.splice(0).map(({ words }) => words));
    else this.#found.loose.push(...this.#pending.splice(0));
    this.#phrase++;
    this.#unheard = false;
  }
}
