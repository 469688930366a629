import type { Lexicon, LexiconEmoji, Meaning } from './lexicon.ts';
import { firstPlace } from './strings.ts';

/** The part of the lexicon that one model can paint. */
export class KnownEmoji {
  readonly lexicon: Lexicon;
  #known: Uint8Array;
  #words?: Uint32Array;

  /** `concepts` as the model names them; those that are no emoji are left out. */
  constructor(lexicon: Lexicon, concepts: readonly string[]) {
    this.lexicon = lexicon;
    this.#known = new Uint8Array(lexicon.emoji.length);
    for (const concept of concepts) {
      const index = lexicon.emojiOf(concept);
      if (index !== undefined) this.#known[index] = 1;
    }
  }

  has(emoji: number): boolean {
    return this.#known[emoji] === 1;
  }

  at(emoji: number): LexiconEmoji {
    return this.lexicon.emoji[emoji]!;
  }

  /** The meanings of a phrase that can be painted. */
  meanings(phrase: number): Meaning[] {
    return this.lexicon.meanings(phrase).filter(({ emoji }) => this.has(emoji));
  }

  /** The meanings of a folded phrase that can be painted; none where there is no such phrase. */
  meaningsOf(key: string): Meaning[] {
    const phrase = this.lexicon.find(key);
    return phrase === undefined ? [] : this.meanings(phrase);
  }

  /** Numbers of the single words that are the whole name of something, those that start like this, in order. */
  words(prefix = ''): Uint32Array {
    this.#words ??= this.#collectWords();
    if (prefix === '') return this.#words;
    const [first, end] = this.lexicon.startingWith(prefix);
    const place = (phrase: number) => firstPlace(this.#words!.length, (at) => this.#words![at]! >= phrase);
    return this.#words.subarray(place(first), place(end));
  }

  #collectWords(): Uint32Array {
    const words: number[] = [];
    for (let phrase = 0; phrase < this.lexicon.size; phrase++) {
      if (this.lexicon.isWord(phrase) && this.lexicon.namesAny(phrase, this.#known)) words.push(phrase);
    }
    return Uint32Array.from(words);
  }

  /** All that can be painted, in Unicode's order. */
  all(): number[] {
    return this.lexicon.emoji
      .keys()
      .filter((emoji) => this.has(emoji))
      .toArray();
  }

  /** Such as `fox 🦊`. */
  name(emoji: number): string {
    const { label, emoji: character } = this.at(emoji);
    return `${label} ${character}`;
  }
}
