import type { Lexicon, LexiconEmoji, Meaning } from './lexicon.ts';

/** The part of the lexicon that one model can paint. */
export class KnownEmoji {
  readonly lexicon: Lexicon;
  #known: Uint8Array;

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
