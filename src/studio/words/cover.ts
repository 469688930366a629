import type { Mention } from './read.ts';

/** A concept chosen for some of a prompt's words. */
export interface Choice {
  /** Index into the lexicon's concepts. */
  concept: number;
  /** How well the words name it, from 0 to 100. */
  score: number;
  words: string[];
}

/** The part of a score that depends on the prompt's language. */
const languageShare = 0.4;
/** What English has ahead where languages share a word: Dutch `beer` is a bear. */
const englishLead = 12;
/** A concept covers a word where it is at least this near the word's best meaning. */
const coverShare = 0.5;

/** How likely a prompt is in each language: the share of its words that the language has. `[locales]`, each in [0, 1]. */
export function guessLanguages(mentions: Mention[], locales: number): number[] {
  const shares = new Array<number>(locales).fill(0);
  for (const { postings } of mentions) {
    const mask = postings.reduce((bits, posting) => bits | posting.locales, 0);
    for (let bit = 0; bit < locales; bit++) shares[bit]! += ((mask >>> bit) & 1) / mentions.length;
  }
  return shares;
}

/**
 * The fewest concepts that say a group of words best: `happy cat` is one grinning cat. Greedy: the concept that names
 * most words best comes first, and takes these words. `known` tells which concepts may be chosen.
 */
export function coverMentions(
  mentions: Mention[],
  languages: number[],
  known: (concept: number) => boolean,
): { choices: Choice[]; uncovered: string[] } {
  const weighed = mentions.map(({ text, postings }) => ({
    text,
    scores: weigh(
      postings.filter(({ concept }) => known(concept)),
      languages,
    ),
  }));
  const uncovered = weighed.filter(({ scores }) => scores.size === 0).map(({ text }) => text);
  let left = weighed.filter(({ scores }) => scores.size > 0);
  const choices: Choice[] = [];
  while (left.length > 0) {
    const covering = best(left);
    const taken = left.filter(({ scores }) => scores.has(covering));
    const score = Math.max(...taken.map(({ scores }) => scores.get(covering)!));
    choices.push({ concept: covering, score, words: taken.map(({ text }) => text) });
    left = left.filter((mention) => !taken.includes(mention));
  }
  return { choices, uncovered };
}

/** Scores by concept as the prompt's languages make them; far worse meanings than the best are dropped. */
function weigh(postings: Mention['postings'], languages: number[]): Map<number, number> {
  const scores = new Map<number, number>();
  for (const { concept, score, locales } of postings) {
    let likely = 0;
    for (const [bit, share] of languages.entries()) if ((locales >>> bit) & 1) likely = Math.max(likely, share);
    scores.set(
      concept,
      score * (1 - languageShare + languageShare * likely) + (locales & 1) * languages[0]! * englishLead,
    );
  }
  const enough = Math.max(...scores.values()) * coverShare;
  return new Map([...scores].filter(([, score]) => score >= enough));
}

function best(mentions: { scores: Map<number, number> }[]): number {
  const totals = new Map<number, number>();
  for (const { scores } of mentions) {
    for (const [concept, score] of scores) totals.set(concept, (totals.get(concept) ?? 0) + score);
  }
  return [...totals].reduce((top, one) => (one[1] > top[1] || (one[1] === top[1] && one[0] < top[0]) ? one : top))[0];
}
