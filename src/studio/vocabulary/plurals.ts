/** English plurals that no rule makes, and their singulars. */
const irregular: Record<string, string> = {
  feet: 'foot',
  teeth: 'tooth',
  geese: 'goose',
  mice: 'mouse',
  men: 'man',
  women: 'woman',
  children: 'child',
  people: 'person',
  oxen: 'ox',
  cacti: 'cactus',
  octopi: 'octopus',
  dice: 'die',
  leaves: 'leaf',
  wolves: 'wolf',
  knives: 'knife',
  loaves: 'loaf',
  scarves: 'scarf',
  elves: 'elf',
  calves: 'calf',
  halves: 'half',
  lives: 'life',
  thieves: 'thief',
};
const plurals = new Map(Object.entries(irregular).map(([plural, singular]) => [singular, plural]));
/** Words that are the same when there are many. */
const unchanged = new Set([
  'fish',
  'sheep',
  'deer',
  'bison',
  'squid',
  'shrimp',
  'moose',
  'sushi',
  'aircraft',
  'salmon',
]);

/** What an English word may be the plural of. */
export function singularsOf(word: string): string[] {
  if (irregular[word]) return [irregular[word]];
  if (!word.endsWith('s') || word.endsWith('ss') || word.length < 4) return [];
  if (word.endsWith('ies')) return [`${word.slice(0, -3)}y`, word.slice(0, -1)];
  if (word.endsWith('ves')) return [`${word.slice(0, -3)}f`, `${word.slice(0, -3)}fe`, word.slice(0, -1)];
  if (/(?:s|x|z|ch|sh|o)es$/.test(word)) return [word.slice(0, -2), word.slice(0, -1)];
  return [word.slice(0, -1)];
}

/** Several of an English thing: its last word in the plural. */
export function pluralOf(name: string): string {
  const [, start = '', word = name] = /^(.*[ -])?([^ -]+)$/.exec(name) ?? [];
  return start + pluralOfWord(word);
}

function pluralOfWord(word: string): string {
  if (plurals.has(word)) return plurals.get(word)!;
  if (unchanged.has(word) || isPlural(word)) return word;
  if (word.endsWith('man')) return `${word.slice(0, -2)}en`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh)$/.test(word) || /(?:tomat|potat|her|mosquit|volcan)o$/.test(word)) return `${word}es`;
  return `${word}s`;
}

/** Whether an English name is of several things or of a pair, as `glasses`. */
export function isPlural(name: string): boolean {
  const word = name.split(/[ -]/).at(-1)!;
  return word in irregular || (/(?<![suio])s$/.test(word) && word !== 'tennis');
}
