import { completeTerms } from './words/complete.ts';
import { type Choice, coverMentions, guessLanguages } from './words/cover.ts';
import { conceptOfEmoji, emojiOfConcept, splitEmoji } from './words/emoji-text.ts';
import { toTerm } from './words/fold.ts';
import { type Lexicon, loadLexicon } from './words/lexicon.ts';
import { NearTerms } from './words/near.ts';
import { readMentions } from './words/read.ts';

export interface UnderstoodConcept {
  concept: string;
  emoji: string;
  /** In English. */
  label: string;
  /** Its share of the picture; the shares of a prompt add up to 1. */
  weight: number;
  /** The words, folded, or the emoji that it was taken from. */
  words: string[];
}

export interface Understanding {
  concepts: UnderstoodConcept[];
  /** Words and emoji that say nothing to this model. */
  unknown: string[];
  /** Known things that are written like the unknown words, such as `fox 🦊`. */
  suggestions: string[];
}

export interface Vocabulary {
  /** What a prompt of words and emoji, in any language of the lexicon, asks to paint. */
  understand(prompt: string): Understanding;
  /** Completions of a prompt's last words, such as `fox 🦊`, best first. */
  suggest(prefix: string): string[];
}

/** More things than this in one picture are a blur. */
const conceptsAtMost = 6;
const suggestionsAtMost = 3;
/** What is offered before anything is typed. */
const appetizers = '🦊 🐱 🐶 🍩 🍕 🚀 👑 🤖 🦄 🐸 🍓 🌻 ⛄ 🎂 👻 🏰'.split(' ').map(conceptOfEmoji);

/** The words for the concepts that a model knows. The lexicon behind is built once, and kept in `cacheDir`. */
export async function createVocabulary(
  concepts: Iterable<string>,
  { cacheDir }: { cacheDir?: string } = {},
): Promise<Vocabulary> {
  const lexicon = await loadLexicon(cacheDir);
  const near = new NearTerms(lexicon);
  const wanted = new Set(concepts);
  const known = (index: number) => wanted.has(lexicon.concepts[index]!);
  const numbers = new Map(lexicon.concepts.map((concept, index) => [concept, index]));
  const show = (index: number, word = lexicon.labels[index]!) => `${word} ${emojiOfConcept(lexicon.concepts[index]!)}`;

  function guess(words: string[]): string[] {
    const found = words.flatMap((word) => near.guess(word)).sort((a, b) => b.likeness - a.likeness);
    const meant = found.flatMap(({ index }) => {
      const postings = lexicon.postings(index).filter(({ concept }) => known(concept));
      return postings.sort((a, b) => b.score - a.score).slice(0, 1);
    });
    return [...new Set(meant.map(({ concept }) => show(concept)))].slice(0, suggestionsAtMost);
  }

  function understand(prompt: string): Understanding {
    const choices: Choice[] = [];
    const unknownWords: string[] = [];
    const unknownEmoji: string[] = [];
    const parts = splitEmoji(prompt).map((part) =>
      'emoji' in part ? part : { groups: readMentions(part.text, lexicon, near) },
    );
    const mentions = parts.flatMap((part) => ('groups' in part ? part.groups.flat() : []));
    const languages = guessLanguages(mentions, lexicon.locales.length);
    for (const part of parts) {
      if ('emoji' in part) {
        const index = numbers.get(conceptOfEmoji(part.emoji));
        if (index !== undefined && known(index)) choices.push({ concept: index, score: 100, words: [part.emoji] });
        else unknownEmoji.push(nameEmoji(part.emoji, lexicon, index));
        continue;
      }
      for (const group of part.groups) {
        const covered = coverMentions(group, languages, known);
        choices.push(...covered.choices);
        unknownWords.push(...covered.uncovered);
      }
    }
    return {
      concepts: share(merge(choices)).map(({ concept, weight, words }) => ({
        concept: lexicon.concepts[concept]!,
        emoji: emojiOfConcept(lexicon.concepts[concept]!),
        label: lexicon.labels[concept]!,
        weight,
        words,
      })),
      unknown: [...unknownEmoji, ...new Set(unknownWords)],
      suggestions: guess(unknownWords),
    };
  }

  function suggest(prefix: string): string[] {
    if (toTerm(prefix) === '') {
      return appetizers.flatMap((concept) => (wanted.has(concept) ? [show(numbers.get(concept)!)] : []));
    }
    return completeTerms(prefix, lexicon, known).map(
      ({ before, spelling, concept }) => before + show(concept, spelling),
    );
  }

  return { understand, suggest };
}

/** An emoji that cannot be painted, by name: `🇫🇷 (flag: France)`. */
function nameEmoji(character: string, lexicon: Lexicon, index: number | undefined): string {
  const name = index === undefined ? lexicon.others[conceptOfEmoji(character)] : lexicon.labels[index];
  return name ? `${character} (${name})` : character;
}

/** Each concept once, with all its words, in the order in which they came. */
function merge(choices: Choice[]): Choice[] {
  const byConcept = Map.groupBy(choices, ({ concept }) => concept);
  return [...byConcept].map(([concept, same]) => ({
    concept,
    score: Math.max(...same.map(({ score }) => score)),
    words: [...new Set(same.flatMap(({ words }) => words))],
  }));
}

/** The concepts that are named best, in their own order, with weights that add up to 1. */
function share(choices: Choice[]): (Choice & { weight: number })[] {
  const best = new Set([...choices].sort((a, b) => b.score - a.score).slice(0, conceptsAtMost));
  const kept = choices.filter((choice) => best.has(choice));
  const total = kept.reduce((sum, { score }) => sum + score, 0);
  return kept.map((choice) => ({ ...choice, weight: choice.score / total }));
}
