/** Letters that Unicode does not decompose, as people type them without the right keyboard. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
};

const special = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g');

/**
 * Text as it is compared: lower case, wide letters narrowed, accents of Latin, Greek and Cyrillic dropped. Marks that
 * make another letter (Japanese, Thai, Hindi, Bengali) stay.
 */
export function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  return plain
    .normalize('NFC')
    .toLowerCase()
    .replace(special, (letter) => plainLetters[letter]!);
}

/** Text with its accents, but else as it is compared. */
export function lower(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The words of folded or raw text: runs of letters and digits. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** A label or tag as it is looked up: folded words with one space between. */
export function foldPhrase(text: string): string {
  return wordsOf(fold(text)).join(' ');
}

/** The same with its accents, which tell apart `thé` and `the`, `ræv` and `raev`. */
export function lowerPhrase(text: string): string {
  return wordsOf(lower(text)).join(' ');
}

/** Runs of a word in scripts that are written without spaces, and the runs between them. */
export function scriptRuns(word: string): { text: string; unspaced: boolean }[] {
  const unspaced = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]+/gu;
  const runs: { text: string; unspaced: boolean }[] = [];
  let end = 0;
  for (const match of word.matchAll(unspaced)) {
    if (match.index > end) runs.push({ text: word.slice(end, match.index), unspaced: false });
    runs.push({ text: match[0], unspaced: true });
    end = match.index + match[0].length;
  }
  if (end < word.length) runs.push({ text: word.slice(end), unspaced: false });
  return runs;
}
