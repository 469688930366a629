import type { Scene } from '#training/data/compositions/scene.ts';
import type { Wishes } from '../api.ts';
import { arrange } from './arrange.ts';
import type { Arranged } from './arranged.ts';
import { type Part, type Reading, readElements, readLiterally } from './elements.ts';
import { nearEmoji } from './find-emoji.ts';
import { group } from './group.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { languageSetOf } from './languages.ts';
import { isMood, type Unit } from './merge.ts';
import { phraseOf } from './phrase.ts';
import { readPrompt } from './read-prompt.ts';
import { sceneTables } from './scenes/tables.ts';
import type { Named, Understanding } from './understanding.ts';
import { readWishes } from './wishes.ts';

/** What is read of a prompt: more would be mixed to fog. */
const limits = { letters: 2000, pieces: 120, concepts: 6, unknown: 6, suggestions: 5 } as const;
/** How much a mood weighs beside the thing that has it. */
const moodWeight = 0.5;
/** What to do with words that describe nothing: shown as suggestions. */
const hosts = ['1f98a', '1f409'];

/** Reads what a prompt names, and what is wished beside it, as a scene. Throws `unknown_emoji`, `bad_option`. */
export function understand(prompt: string, known: KnownEmoji, wishes: Wishes = {}, language = ''): Understanding {
  const pieces = readPrompt(prompt.slice(0, limits.letters), known.lexicon, limits.pieces);
  const reading = readElements(pieces, known, languageSetOf(language));
  const follow = (reading.spoken & ~sceneTables().adjectivesFollow) === 0;
  const wished = readWishes(wishes, known, languageSetOf(language));
  const read = (parts: readonly Part[]) => arrange({ ...group(parts, known, follow), wished }, known);
  const first = read(isOnlyColour(reading) ? [] : reading.parts);
  const literal = first.subject || first.without.length > 0 ? [] : readLiterally(pieces, known, reading.spoken);
  const arranged = literal.length > 0 ? read(literal) : first;
  const { subject, parts, others, without, unused } = arranged;
  const named = (unit: Unit): Named => {
    const { concept, emoji, label } = known.at(unit.emoji);
    return { concept, emoji, label, words: unit.words };
  };
  const shown = subject
    ? [subject, ...parts, ...others.map(({ unit }) => unit)].filter(({ emoji }) => known.has(emoji))
    : [];
  const place = new Map(reading.parts.map((part, index) => [part === 'break' ? '' : part.words, index]));
  const placeOf = ({ words }: Unit) =>
    place.get(words) ?? Math.min(...[...place].flatMap(([part, at]) => (part && words.includes(part) ? [at] : [])));
  const units = shown.toSorted((a, b) => placeOf(a) - placeOf(b)).slice(0, limits.concepts);
  const weights = weigh(units, known);
  const beside = others.slice(0, limits.concepts - 1);
  const leftOver = others.slice(limits.concepts - 1).map(({ unit }) => unit.words);
  const sceneOf = (unit: Unit, look: Omit<Scene, 'subject'>) => ({ subject: faceOf(unit, look, known), ...look });
  const scene = subject && sceneOf(subject, arranged.scene);
  const company = beside.map(({ unit, look }) => ({ ...named(unit), scene: sceneOf(unit, look) }));
  const unknown = [...new Set([...reading.unknown, ...unused, ...leftOver])];
  const suggestions = subject ? reading.suggestions : suggestionsFor(arranged, reading, known);
  return {
    concepts: units.map((unit, index) => ({ ...named(unit), weight: weights[index]! })),
    ...(scene && { scene }),
    others: company,
    without: without.map(named),
    phrase: scene
      ? phraseOf(
          scene,
          company.map((other) => other.scene),
          known,
        )
      : '',
    unknown: unknown.slice(0, limits.unknown),
    suggestions: suggestions.slice(0, limits.suggestions),
  };
}

/** A thing in a mood, or that wears something, shows its face, where there is a drawing of that. */
function faceOf({ emoji, explicit }: Unit, scene: Omit<Scene, 'subject'>, known: KnownEmoji): string {
  const { concept, label } = known.at(emoji);
  if (explicit || !(scene.mood || scene.worn || scene.being)) return concept;
  const faces = known.meaningsOf(`${label} face`.toLowerCase()).map(({ emoji }) => known.at(emoji));
  return faces.find((face) => face.label === `${label} face`)?.concept ?? concept;
}

function weigh(units: readonly Unit[], known: KnownEmoji): number[] {
  const moods = units.map((unit) => !unit.explicit && isMood(unit.emoji, known));
  const weights = moods.map((mood) => (mood && moods.includes(false) ? moodWeight : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Whether all that is known of what shall be painted is its colour: a yellow submarine is no yellow heart. */
function isOnlyColour({ parts, unknown }: Reading): boolean {
  return (
    unknown.length > 0 && parts.every((part) => part === 'break' || part.senses.some(({ kind }) => kind === 'colour'))
  );
}

/** Where nothing can be painted: what is like the unknown words, what may be so described, or is like what is not wanted. */
function suggestionsFor({ without, unused }: Arranged, { suggestions }: Reading, known: KnownEmoji): string[] {
  if (suggestions.length > 0) return suggestions;
  if (unused.length > 0) return describedHosts(unused[0]!, known);
  return without.slice(0, 1).flatMap(({ emoji }) => nearEmoji(emoji, known).map((near) => known.name(near)));
}

/** What words that only describe may be said of, such as `tiny fox 🦊`. */
function describedHosts(words: string, known: KnownEmoji): string[] {
  const emoji = hosts.map((concept) => known.lexicon.emojiOf(concept)).filter((host) => host !== undefined);
  return emoji.filter((host) => known.has(host)).map((host) => `${words} ${known.name(host)}`);
}
