import { plainFace } from '#training/data/compositions/faces.ts';
import { containers } from '#training/data/compositions/roles.ts';
import type { Colour, Scene } from '#training/data/compositions/scene.ts';
import { conceptOfCharacters } from './code-points.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { isMood } from './merge.ts';
import { isPlural, pluralOf } from './plurals.ts';
import { en } from './scenes/en.ts';

/** What people call things whose label is longer or odder. */
const said: Readonly<Record<string, string>> = {
  '☕': 'coffee',
  '😇': 'halo',
  '🤠': 'cowboy hat',
  '🥳': 'party hat',
  '😷': 'face mask',
  '👒': 'straw hat',
  '🧢': 'cap',
  '⛑️': 'rescue helmet',
  '🎧': 'headphones',
  '💤': 'zzz',
  '💦': 'drops of sweat',
  '💢': 'anger mark',
  '💯': 'hundred points',
  '⚡': 'lightning',
  '🔪': 'knife',
  '🍖': 'meat',
  '🏅': 'medal',
  '🧋': 'bubble tea',
  '🍵': 'cup of tea',
  '❤️': 'heart',
  '🍎': 'apple',
  '🚗': 'car',
  '🏎️': 'racing car',
  '🛋️': 'couch',
  '📦': 'box',
  '🎁': 'gift',
  '🛸': 'flying saucer',
  '🚲': 'bike',
};
/** What is around a subject, after it. */
const around: Readonly<Record<string, string>> = {
  '🔥': 'on fire',
  '🌧️': 'in the rain',
  '🌨️': 'in the snow',
  '⛈️': 'in a thunderstorm',
  '☀️': 'in the sun',
  '🌌': 'in space',
  '🌊': 'on a wave',
  '☁️': 'in the clouds',
};
const numbers = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const arranged = { row: ' in a row', stack: ' on top of each other', crowd: '' } as const;
/** Words for moods and beings that do not stand before a noun. */
const wordless: Readonly<Record<string, string>> = { '😍': 'loving', '😛': 'cheeky', '🙂': 'smiling', '🧛': 'vampire' };
/** Those whose coat another has, before a noun. */
const coats: Readonly<Record<string, string>> = {
  '🐆': 'leopard-spotted',
  '🐅': 'tiger-striped',
  '🐯': 'tiger-striped',
  '🦓': 'zebra-striped',
  '🐄': 'cow-spotted',
  '🐮': 'cow-spotted',
  '🦒': 'giraffe-spotted',
};
/** Names of what there is one of, and of what is not counted. */
const unique = new Set(['sun', 'moon', 'full moon']);
const uncounted = new Set([
  'coffee',
  'zzz',
  'lightning',
  'meat',
  'milk',
  'sushi',
  'fire',
  'ice',
  'rice',
  'tofu',
  'broccoli',
]);

const byConcept = (table: Readonly<Record<string, string>>) =>
  new Map(Object.entries(table).map(([emoji, words]) => [conceptOfCharacters(emoji), words.split(',')[0]!]));
const names = byConcept(said);
const backgrounds = byConcept(around);
const adjectives = new Map([...byConcept(en.moods), ...byConcept(en.beings!), ...byConcept(wordless)]);
const coated = byConcept(coats);

/** A scene and the things beside it as a person would say them in English: `a sleepy fox with a crown`. */
export function phraseOf(scene: Scene, others: readonly Scene[], known: KnownEmoji): string {
  const name = (concept: string) => nameOf(concept, known);
  return inList([scene, ...others].map((one) => describe(one, name)));
}

function describe(scene: Scene, name: (concept: string) => string): string {
  const { subject, mood, colour, being, size, pattern, body, count = 1, arrangement } = scene;
  const coat = pattern === undefined ? undefined : coated.get(pattern);
  const adjectivesOf = [size, mood && adjectiveOf(mood), colour && wordFor(colour), coat, being && adjectiveOf(being)];
  const isBeing = being !== undefined && subject === plainFace;
  const one = isBeing ? adjectivesOf.pop()! : name(subject);
  const noun = count > 1 ? pluralOf(one) : one;
  const described = [...adjectivesOf, noun].filter(Boolean).join(' ');
  const start = count > 1 ? `${numbers[count]} ${described}` : withArticle(described);
  const whole = body ? `${withArticle(name(body))} with the face of ${start}` : start;
  const made = pattern && !coat ? ` made of ${name(pattern)}` : '';
  const plain = mood && !adjectiveOf(mood) ? [withArticle(name(mood))] : [];
  const on = [
    ...plain,
    ...[scene.worn, scene.held, scene.beside].flatMap((list = []) => list.map((one) => withArticle(dyedName(one)))),
  ];
  const having = on.length > 0 ? ` with ${inList(on)}` : '';
  const behind = (scene.behind ?? []).map((one) => backgrounds.get(one) ?? `in front of ${withArticle(dyedName(one))}`);
  const crowd = arrangement === 'crowd' ? 'a crowd of ' : '';
  const row = arrangement ? arranged[arrangement] : '';
  const under =
    scene.on === undefined ? '' : ` ${containers.has(scene.on) ? 'in' : 'on'} ${withArticle(dyedName(scene.on))}`;
  return `${crowd ? crowd + whole.replace(`${numbers[count]} `, '') : whole}${made}${row}${having}${under}${behind.map((one) => ` ${one}`).join('')}`;

  function dyedName(concept: string): string {
    const dyed = scene.dyed?.[concept];
    return dyed ? `${wordFor(dyed)} ${name(concept)}` : name(concept);
  }

  function adjectiveOf(concept: string): string | undefined {
    return adjectives.get(concept);
  }
}

const wordFor = (colour: Colour) => (colour === 'gold' ? 'golden' : colour);

/** In English, as people say it. */
export function nameOf(concept: string, known: KnownEmoji): string {
  const emoji = known.lexicon.emojiOf(concept);
  if (emoji === undefined) return concept;
  const { label } = known.at(emoji);
  if (names.has(concept)) return names.get(concept)!;
  if (isMood(emoji, known)) return adjectives.has(concept) ? `${adjectives.get(concept)} face` : label;
  return label.replace(/ face$/, '');
}

function withArticle(words: string): string {
  const noun = words.split(' with ')[0]!;
  if (uncounted.has(words) || isPlural(noun)) return words;
  if (unique.has(words)) return `the ${words}`;
  return `${/^(?:[aeio]|u(?!ni|s))/i.test(words) ? 'an' : 'a'} ${words}`;
}

function inList(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
