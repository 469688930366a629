import { foldPhrase } from '#lib/fold.ts';
import { wearables } from '#training/data/compositions/roles.ts';
import { colours } from '#training/data/compositions/scene.ts';
import type { Wishes } from '../api.ts';
import { conceptOfCharacters } from './code-points.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { nameOf } from './phrase.ts';
import { sceneWords } from './scenes/languages.ts';
import { phrasesOf } from './scenes/tables.ts';

const suggestionsAtMost = 25;

/** Parts of a scene that start like this in any language, as they are called in English: `sleepy 😴`, `purple`. */
export function suggestPart(part: keyof Wishes, typed: string, known: KnownEmoji): string[] {
  const prefix = foldPhrase(typed);
  const choices = choicesOf(part, known).filter(({ words }) => {
    return words.some((word) => foldPhrase(word).startsWith(prefix));
  });
  const first = (words: readonly string[]) => Number(!foldPhrase(words[0]!).startsWith(prefix));
  const sorted = choices.toSorted((a, b) => first(a.words) - first(b.words));
  return sorted.slice(0, suggestionsAtMost).map(({ shown }) => shown);
}

/** What there is to choose, each with the words for it, the one that is shown first. */
interface Choice {
  shown: string;
  words: string[];
}

function choicesOf(part: keyof Wishes, known: KnownEmoji): Choice[] {
  const tables = Object.values(sceneWords);
  if (part === 'colour') {
    return colours.map((colour) => ({
      shown: colour,
      words: [colour, ...tables.flatMap((table) => wordsIn(table.colours[colour]))],
    }));
  }
  if (part === 'size') {
    return (['tiny', 'giant'] as const).map((size) => ({
      shown: size,
      words: [size, ...tables.flatMap((table) => wordsIn(table.sizes?.[size]))],
    }));
  }
  if (part === 'mood') {
    return Object.keys(sceneWords.en.moods).flatMap((face) => {
      const words = tables.flatMap((table) => wordsIn(table.moods[face]));
      return isKnown(conceptOfCharacters(face), known) ? [{ shown: `${words[0]} ${face}`, words }] : [];
    });
  }
  return Object.keys(wearables).flatMap((concept) => {
    if (!isKnown(concept, known)) return [];
    const { emoji } = known.at(known.lexicon.emojiOf(concept)!);
    const name = nameOf(concept, known);
    const words = tables.flatMap((table) => [...wordsIn(table.things?.[emoji]), ...wordsIn(table.worn?.[emoji])]);
    return [{ shown: `${name} ${emoji}`, words: [name, ...words] }];
  });
}

function isKnown(concept: string, known: KnownEmoji): boolean {
  const emoji = known.lexicon.emojiOf(concept);
  return emoji !== undefined && known.has(emoji);
}

/** As they are said, without what marks endings or a name that comes first. */
const wordsIn = (list = '') => phrasesOf(list.replaceAll('!', '')).map((word) => word.trim());
