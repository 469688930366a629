const latinMarks = /[\u0300-\u036f]/g;
const katakana = /[\u30a1-\u30f6]/g;
const kanaOffset = 0x60;
const letters: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/**
 * Text as words are compared: lower case, without diacritics of Latin, Greek and Cyrillic letters (`gâteau` and
 * `gateau` are the same), in one width, katakana as hiragana. Vowel signs of other scripts stay.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(latinMarks, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(special, (letter) => letters[letter]!)
    .replace(katakana, (letter) => String.fromCharCode(letter.charCodeAt(0) - kanaOffset));
}

const word = /[\p{L}\p{M}\p{N}ー]+/gu;

/** The words of a folded text, in order. */
export function splitWords(folded: string): string[] {
  return folded.match(word) ?? [];
}

/** A label, tag or phrase as a term of the lexicon: its folded words with single spaces. */
export function toTerm(text: string): string {
  return splitWords(fold(text)).join(' ');
}

/** Whether a word is of a script that writes its words without spaces between. */
export function isUnspaced(text: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]/u.test(text);
}
