import { type Colour, colours, type Scene } from '#training/data/compositions/scene.ts';
import type { Arranged, Other } from './arranged.ts';
import type { Element } from './elements.ts';
import type { Grouped, Thing } from './group.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { relevance } from './lexicon.ts';
import { lookOf, moodOf } from './look.ts';
import { isMood, mergeMood, type Unit } from './merge.ts';
import { addPart, dyePart, isFull } from './parts-of-scene.ts';
import { asRelated, isGuess, isNamed, joinNames, type Place, placeOf } from './places.ts';
import { saidBy, senseOf } from './said.ts';
import { natureOf } from './scenes/roles.ts';
import type { Role } from './scenes/tables.ts';
import { headOf, madeOfFirst, standAlone, unseenBeing } from './subjects.ts';

const isRole = (place: Place): place is Role => ['worn', 'held', 'beside', 'behind'].includes(place);

/** Gives each thing its place in one picture. */
export function arrange(grouped: Grouped, known: KnownEmoji): Arranged {
  return new Arranger(grouped, known).arrange();
}

class Arranger {
  #known: KnownEmoji;
  #things: Thing[];
  #wished: Element[];
  #loose: Element[];
  #out: Arranged;

  constructor({ things, wished, loose, unheard }: Grouped, known: KnownEmoji) {
    this.#known = known;
    this.#things = joinNames(things).map((thing) => asRelated(thing, known));
    this.#wished = [...wished];
    this.#loose = [...loose];
    this.#out = { scene: {}, parts: [], others: [], without: [], unused: [...unheard] };
  }

  arrange(): Arranged {
    const subject = this.#chooseSubject();
    this.#out.subject = subject?.element;
    if (subject) this.#countRepeats(subject);
    for (const thing of this.#things) {
      if (thing !== subject && !this.#isRepeat(thing, subject)) this.#place(thing, subject);
    }
    for (const element of [...this.#wished, ...(subject?.said ?? []), ...this.#loose]) this.#apply(element, subject);
    this.#settleMood();
    return this.#out;
  }

  #nature(thing: Thing) {
    return natureOf(thing.element.emoji, this.#known);
  }

  /** The first thing that has no place in another's picture; else of those that have one; else a mood's face itself. */
  #chooseSubject(): Thing | undefined {
    const wanted = this.#things.filter(({ relation }) => relation !== 'without');
    const unseen = wanted.length === 1 && !isNamed(wanted[0]!.element) ? this.#asBeing(wanted[0]!) : undefined;
    if (unseen) return unseen;
    const faced = wanted.find(({ relation }) => relation === 'faceOf');
    if (faced) return faced;
    const free = wanted.filter(({ relation }) => relation === undefined);
    const plain = free.filter((thing) => this.#nature(thing) === 'thing');
    const beings = free.filter((thing) => this.#nature(thing) === 'being');
    const named = plain.find(({ element }) => isNamed(element));
    const chosen =
      madeOfFirst(plain, this.#known) ?? named ?? plain[0] ?? headOf(beings) ?? this.#typedFace(free) ?? free[0];
    return chosen ?? this.#faceAlone() ?? wanted[0] ?? this.#partAlone() ?? this.#beingAlone();
  }

  /** A typed face wears the crown that is typed with it, and has the fire behind it. */
  #typedFace(things: readonly Thing[]): Thing | undefined {
    const belong = things.every((thing) => ['worn', 'behind'].includes(this.#nature(thing)));
    return belong && this.#loose.some(({ explicit, senses }) => explicit && senses.length === 0)
      ? this.#faceAlone()
      : undefined;
  }

  /** Where nothing has the mood, the face is what is painted. */
  #faceAlone(): Thing | undefined {
    for (const element of [...this.#wished, ...this.#loose]) {
      const emoji = moodOf(element, this.#known);
      if (emoji === undefined) continue;
      this.#take(element);
      const certain = element.emoji !== undefined && (element.meanings.get(element.emoji) ?? 0) >= relevance.label;
      const shown = certain ? element.emoji! : emoji;
      return standAlone(element, shown);
    }
    return undefined;
  }

  /** Where only a crown is asked for, it is a crown. */
  #partAlone(): Thing | undefined {
    const part = this.#wished.find((element) => element.emoji !== undefined && senseOf(element, 'part'));
    if (part) this.#take(part);
    return part && standAlone(part, part.emoji!);
  }

  /** Where only a being is asked for of which there is no picture, as a pirate, it is a face that is one. */
  #beingAlone(): Thing | undefined {
    const element = [...this.#wished, ...this.#loose].find((one) => unseenBeing(one, this.#known));
    return element && this.#asBeing(standAlone(element, -1));
  }

  #asBeing(thing: Thing): Thing | undefined {
    const unseen = unseenBeing(thing.element, this.#known);
    if (!unseen) return undefined;
    this.#out.scene.being = unseen.being;
    this.#take(thing.element);
    this.#things = this.#things.filter((one) => one !== thing);
    return { ...thing, element: { ...thing.element, senses: [], emoji: unseen.face } };
  }

  #take(taken: Element): void {
    this.#wished = this.#wished.filter((element) => element !== taken);
    this.#loose = this.#loose.filter((element) => element !== taken);
  }

  /** The same emoji three times is three of it. */
  #countRepeats(subject: Thing): void {
    const count = 1 + this.#things.filter((thing) => this.#isRepeat(thing, subject)).length;
    if (count > 1 && subject.element.explicit) this.#out.scene.count = Math.min(9, count);
  }

  #isRepeat(thing: Thing, subject: Thing | undefined): boolean {
    return thing !== subject && thing.relation === undefined && thing.element.emoji === subject?.element.emoji;
  }

  #place(thing: Thing, subject: Thing | undefined): void {
    const place = placeOf(thing, subject, this.#things, this.#known);
    const { element } = thing;
    const { concept } = this.#known.at(element.emoji);
    const { scene } = this.#out;
    if (place === 'without') {
      this.#out.without.push(element);
      return;
    }
    if (place === 'other') {
      this.#placeBeside(thing);
      return;
    }
    const isPart = place === 'on' || (isRole(place) && !isFull(this.#out, place));
    this.#leaveOut(thing, isPart ? concept : undefined);
    if (isRole(place)) addPart(this.#out, place, element, concept);
    else if (scene[place] === undefined) {
      scene[place] = concept;
      this.#out.parts.push(element);
    } else if (place === 'mood') this.#out.unused.push(element.words);
    else this.#addOther(element);
  }

  #addOther(unit: Unit, look: Other['look'] = {}): void {
    if (!this.#out.others.some((other) => other.unit.emoji === unit.emoji)) this.#out.others.push({ unit, look });
  }

  /** A red cat and a blue, happy dog: each has its own colour and mood. */
  #placeBeside(thing: Thing): void {
    if (isGuess(thing, this.#things.length, this.#known)) {
      this.#leaveOut(thing);
      this.#out.unused.push(thing.element.words);
      return;
    }
    const { look, rest } = lookOf(thing.said, this.#known);
    this.#leaveOut({ ...thing, said: rest });
    this.#addOther(thing.element, look);
  }

  /** Of what is said of a thing beside the subject, what it does can be shown, and the colour of a part; the rest cannot. */
  #leaveOut({ said }: Thing, part?: string): void {
    for (const element of said) {
      const colour = senseOf(element, 'colour')?.colour;
      if (senseOf(element, 'part')) this.#loose.push(element);
      else if (part === undefined || !colour || !dyePart(this.#out, part, colour)) this.#out.unused.push(element.words);
    }
  }

  /** Puts what is said of the subject into the scene; of two that contradict each other the first. */
  #apply(element: Element, subject: Thing | undefined): void {
    const { scene, parts, unused } = this.#out;
    const sense = saidBy(element);
    const emoji = sense && 'concept' in sense ? this.#known.lexicon.emojiOf(sense.concept) : undefined;
    const unit = { ...element, emoji: emoji ?? element.emoji ?? -1 };
    if (!subject) unused.push(element.words);
    else if (!sense && element.explicit && this.#nature(subject) === 'mood') this.#addOther(unit);
    else if (!sense || sense.kind === 'mood') this.#applyMood(element, subject);
    else if (sense.kind === 'colour' && !scene.colour) this.#applyColour(sense.colour, element, subject);
    else if (sense.kind === 'size' && !scene.size) scene.size = sense.size;
    else if (sense.kind === 'arrangement' && !scene.arrangement) this.#applyArrangement(sense.arrangement);
    else if (sense.kind === 'count' && !scene.count) {
      scene.count = sense.count;
      if (sense.crowd) scene.arrangement ??= 'crowd';
    } else if (emoji === undefined || emoji === subject.element.emoji) {
      unused.push(element.words);
    } else if (!this.#known.has(emoji) && natureOf(emoji, this.#known) === 'thing') {
      unused.push(element.words);
    } else if (sense.kind === 'being' && !scene.being) {
      scene.being = sense.concept;
      parts.push(unit);
    } else if (sense.kind === 'part') {
      addPart(this.#out, sense.role, unit, sense.concept);
      if (sense.colour) dyePart(this.#out, sense.concept, sense.colour);
    } else unused.push(element.words);
  }

  /** A blue heart is blue as it is, and is not red. */
  #applyColour(colour: Colour, { words }: Element, { element }: Thing): void {
    const coloured = colours.find((known) => this.#known.at(element.emoji).label.startsWith(`${known} `));
    if (!coloured || coloured === 'rainbow') this.#out.scene.colour = colour;
    else if (coloured !== colour) this.#out.unused.push(words);
  }

  #applyArrangement(arrangement: NonNullable<Scene['arrangement']>): void {
    const { scene } = this.#out;
    scene.arrangement = arrangement;
    scene.count ??= arrangement === 'crowd' ? 5 : 3;
  }

  #mood?: Unit;

  #applyMood(element: Element, subject: Thing): void {
    const emoji = moodOf(element, this.#known);
    const isFace = this.#nature(subject) === 'mood' && !this.#out.scene.being;
    if (emoji === undefined || this.#out.scene.mood || isFace) this.#out.unused.push(element.words);
    else {
      this.#out.scene.mood = this.#known.at(emoji).concept;
      const meanings = element.meanings.size > 0 ? element.meanings : new Map([[emoji, relevance.label]]);
      this.#mood = { words: element.words, emoji, explicit: element.explicit, meanings };
      this.#out.parts.push(this.#mood);
    }
  }

  /** Where one emoji is the subject in its mood, it is that emoji; a mood's face alone has no other. */
  #settleMood(): void {
    const { subject, scene } = this.#out;
    if (!subject || !this.#mood || (scene.being && isMood(subject.emoji, this.#known))) return;
    const both = mergeMood(this.#mood, subject, this.#known);
    if (!both) return;
    this.#out.subject = both;
    this.#out.parts = this.#out.parts.filter((unit) => unit !== this.#mood);
    delete scene.mood;
  }
}
