import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { conceptOf, readConcepts } from '#training/data/concepts.ts';
import { conceptOfEmoji } from './emoji-text.ts';
import { everydayWords } from './everyday.ts';
import { isUnspaced, splitWords, toTerm } from './fold.ts';
import { fillers, joiners } from './stopwords.ts';

/** What the lexicon is kept as: few large parts, so that it loads at once. */
export interface LexiconData {
  /** Languages, such as `pt`; a posting's mask has bit `i` set where language `i` has it. English is bit 0. */
  locales: string[];
  concepts: string[];
  /** English, one for each concept. */
  labels: string[];
  /** Emoji that are no concepts (flags, keycaps, symbols): their English names, by code points. */
  others: Record<string, string>;
  /** Folded terms in code unit order, parted by line feeds. */
  terms: string;
  /** How each term is written, parted by line feeds; empty where that is the term itself. */
  spellings: string;
  /** Term `i` has the postings from `starts[i]` to `starts[i + 1]`. */
  starts: Uint32Array;
  postingConcepts: Uint16Array;
  /** How well the term names the concept, from 0 to 100. */
  postingScores: Uint8Array;
  postingLocales: Uint32Array;
}

interface Entry {
  hexcode: string;
  label: string;
  tags?: string[];
}

/**
 * How well a term names a concept: as its label, as one of its tags, or as a part of its label. A tag gains where the
 * label says it too, the more the shorter the label; what is short of a label gains where few concepts share the term.
 */
const scores = { everyday: 102, label: 100, shortcode: 92, tag: 50, labelPart: 35, tagInLabel: 16, rare: 25 };
/** What is lost by concepts of people: there are hundreds, with tags of everything they do. */
const crowd = { group: 'people-body', loss: 4 };

interface Postings {
  spelling: string;
  byConcept: Map<number, { score: number; locales: number }>;
}

/** Reads labels and tags of every language from emojibase-data; takes a second or two. */
export async function buildLexicon(): Promise<LexiconData> {
  const folder = dirname(fileURLToPath(import.meta.resolve('emojibase-data/package.json')));
  const languages = await findLocales(folder);
  const known = await readConcepts();
  const numbers = new Map(known.map(({ concept }, index) => [concept, index]));
  const others: Record<string, string> = {};
  const terms = new Map<string, Postings>();
  const crowded = new Set([...known.keys()].filter((index) => known[index]!.group === crowd.group));
  for (const [word, emoji] of Object.entries(everydayWords)) {
    add(terms, word, numbers.get(conceptOfEmoji(emoji))!, scores.everyday, 0);
  }
  for (const [bit, locale] of languages.entries()) {
    const entries = await readJson<Entry[]>(join(folder, locale, 'compact.json'));
    if (bit === 0) {
      for (const { hexcode, label } of entries) {
        if (!numbers.has(conceptOf(hexcode))) others[conceptOf(hexcode)] = label;
      }
      addShortcodes(terms, await readJson(join(folder, locale, 'shortcodes/iamcal.json')), numbers);
    }
    addLocale(terms, entries, numbers, bit);
  }
  return pack(terms, crowded, {
    locales: languages,
    concepts: known.map(({ concept }) => concept),
    labels: known.map(({ label }) => label),
    others,
  });
}

async function readJson<Content>(path: string): Promise<Content> {
  return JSON.parse(await readFile(path, 'utf8')) as Content;
}

async function findLocales(folder: string): Promise<string[]> {
  const folders = await readdir(folder, { withFileTypes: true });
  const names = folders.filter((entry) => entry.isDirectory() && /^[a-z]{2}(-|$)/.test(entry.name));
  const others = names.map(({ name }) => name).filter((name) => name !== 'en');
  return ['en', ...others.sort()];
}

function addShortcodes(
  terms: Map<string, Postings>,
  shortcodes: Record<string, string | string[]>,
  numbers: Map<string, number>,
): void {
  for (const [hexcode, names] of Object.entries(shortcodes)) {
    const concept = numbers.get(conceptOf(hexcode));
    if (concept === undefined) continue;
    for (const name of [names].flat()) add(terms, name.replaceAll('_', ' '), concept, scores.shortcode, 0);
  }
}

function addLocale(terms: Map<string, Postings>, entries: Entry[], numbers: Map<string, number>, bit: number): void {
  const drawn = entries.flatMap(({ hexcode, label, tags = [] }) => {
    const concept = numbers.get(conceptOf(hexcode));
    if (concept === undefined) return [];
    const parts = splitWords(toTerm(label)).filter((part) => !joiners.has(part) && !fillers.has(part));
    return [{ concept, label, tags: new Map(tags.map((tag) => [toTerm(tag), tag])), parts: new Set(parts) }];
  });
  for (const { concept, label, tags, parts } of drawn) {
    add(terms, label, concept, scores.label, bit);
    const plainLabel = toTerm(label);
    for (const [term, tag] of tags) {
      const inLabel = parts.has(term) || (isUnspaced(term) && plainLabel.includes(term));
      const share = parts.has(term) ? 1 / parts.size : term.length / plainLabel.length;
      add(terms, tag, concept, scores.tag + (inLabel ? scores.tagInLabel * share : 0), bit);
    }
    for (const part of parts) if (!tags.has(part)) add(terms, part, concept, scores.labelPart, bit);
  }
}

function add(terms: Map<string, Postings>, spelling: string, concept: number, score: number, bit: number): void {
  const term = toTerm(spelling);
  const single = term.length === 1 && !isUnspaced(term);
  if (term === '' || single) return;
  const known = terms.get(term);
  const postings = known ?? { spelling: spelling.toLowerCase(), byConcept: new Map() };
  if (!known) terms.set(term, postings);
  const posting = postings.byConcept.get(concept) ?? { score: 0, locales: 0 };
  posting.score = Math.max(posting.score, score);
  posting.locales = (posting.locales | (1 << bit)) >>> 0;
  postings.byConcept.set(concept, posting);
}

function pack(
  terms: Map<string, Postings>,
  crowded: Set<number>,
  rest: Pick<LexiconData, 'locales' | 'concepts' | 'labels' | 'others'>,
): LexiconData {
  const sorted = [...terms].sort(([a], [b]) => (a < b ? -1 : 1));
  const total = sorted.reduce((sum, [, { byConcept }]) => sum + byConcept.size, 0);
  const starts = new Uint32Array(sorted.length + 1);
  const postingConcepts = new Uint16Array(total);
  const postingScores = new Uint8Array(total);
  const postingLocales = new Uint32Array(total);
  let next = 0;
  for (const [index, [, { byConcept }]] of sorted.entries()) {
    for (const [concept, { score, locales }] of byConcept) {
      postingConcepts[next] = concept;
      const rarity = score < scores.shortcode ? scores.rare / byConcept.size : 0;
      postingScores[next] = Math.round(score + rarity - (crowded.has(concept) ? crowd.loss : 0));
      postingLocales[next++] = locales;
    }
    starts[index + 1] = next;
  }
  return {
    ...rest,
    terms: sorted.map(([term]) => term).join('\n'),
    spellings: sorted.map(([term, { spelling }]) => (spelling === term ? '' : spelling)).join('\n'),
    starts,
    postingConcepts,
    postingScores,
    postingLocales,
  };
}
