import { fold, scriptRuns, wordsOf } from '#lib/fold.ts';

/** Rows of the table of tokens; row 0 is none. */
export const vocabularySize = 2 ** 15;
/** Tokens of a text that are read; longer texts are cut. */
export const tokensAtMost = 64;
/** Lengths of the parts that words are cut into. */
const parts = [3, 4];

/**
 * A text as rows of the table: its words and their parts of three and four letters, of unspaced scripts single and
 * paired letters, hashed (fastText, Bojanowski et al. 2017). Words that share a stem share tokens, and so do most typos.
 */
export function tokensOf(text: string): number[] {
  const tokens: string[] = [];
  for (const word of wordsOf(fold(text))) {
    for (const { text: run, unspaced } of scriptRuns(word)) {
      const letters = [...run];
      tokens.push(run);
      if (unspaced) tokens.push(...letters, ...letters.slice(1).map((letter, index) => letters[index]! + letter));
      else tokens.push(...cut(['<', ...letters, '>']));
    }
  }
  return tokens.slice(0, tokensAtMost).map(hash);
}

const cut = (letters: readonly string[]): string[] =>
  parts.flatMap((length) =>
    Array.from({ length: Math.max(0, letters.length - length + 1) }, (_, start) =>
      letters.slice(start, start + length).join(''),
    ),
  );

/** FNV-1a, into `[1, vocabularySize)`. */
function hash(token: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < token.length; i++) value = Math.imul(value ^ token.charCodeAt(i), 0x01000193);
  return 1 + ((value >>> 0) % (vocabularySize - 1));
}
