import { splitWords, toTerm } from './fold.ts';
import type { Lexicon, Posting } from './lexicon.ts';

export interface Completion {
  /** What was typed before the words that are completed. */
  before: string;
  /** The completed words as their language writes them. */
  spelling: string;
  /** Index into the lexicon's concepts. */
  concept: number;
}

const completionsAtMost = 25;
/** Terms looked at for one prefix: enough for every short one to be ranked and to answer at once. */
const termsAtMost = 4000;
/** Added for English, and for a word that is complete already. */
const lead = { english: 15, complete: 40 };

/**
 * Known things whose name begins as the text ends: `happy fo` gives `happy fox`. The longest ending that begins any
 * name counts. Each concept comes once, best first.
 */
export function completeTerms(text: string, lexicon: Lexicon, known: (concept: number) => boolean): Completion[] {
  const starts = [...text.matchAll(/(?<=^|[\s,+])\S/gu)].map((match) => match.index);
  for (const start of starts) {
    const prefix = toTerm(text.slice(start));
    const found = splitWords(prefix).length > 0 ? complete(prefix, lexicon, known) : [];
    if (found.length > 0) return found.map((one) => ({ ...one, before: text.slice(0, start) }));
  }
  return [];
}

function complete(prefix: string, lexicon: Lexicon, known: (concept: number) => boolean): Omit<Completion, 'before'>[] {
  const ranked = new Map<number, { spelling: string; rank: number }>();
  const first = firstTermFrom(prefix, lexicon.terms);
  for (let index = first; index < first + termsAtMost && lexicon.terms[index]?.startsWith(prefix); index++) {
    const term = lexicon.terms[index]!;
    const meant = bestPosting(lexicon.postings(index), known);
    if (!meant) continue;
    const bonus = (meant.locales & 1) * lead.english + (term === prefix ? lead.complete : 0);
    const rank = meant.score + bonus - term.length;
    const other = ranked.get(meant.concept);
    if (!other || rank > other.rank) ranked.set(meant.concept, { spelling: lexicon.spelling(index), rank });
  }
  return [...ranked]
    .sort(([a, x], [b, y]) => y.rank - x.rank || a - b)
    .slice(0, completionsAtMost)
    .map(([concept, { spelling }]) => ({ concept, spelling }));
}

function bestPosting(postings: Posting[], known: (concept: number) => boolean): Posting | undefined {
  const candidates = postings.filter(({ concept }) => known(concept));
  return candidates.sort((a, b) => b.score - a.score || a.concept - b.concept)[0];
}

/** The index of the first term that is not before the prefix in code unit order. */
function firstTermFrom(prefix: string, terms: readonly string[]): number {
  let [low, high] = [0, terms.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (terms[middle]! < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}
