import type { Token } from './tokens.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

/**
 * Bare words as ingredients: `🦊🍩` are two, `happy cat + birthday cake` are two (with no plus every word is one), a
 * quoted text is one.
 */
export function splitIngredients(tokens: Token[]): string[] {
  const pieces = tokens.flatMap((token) => (token.quoted ? [token.value ?? ''] : splitWord(token.value ?? '')));
  const separator = pieces.includes('+') ? '+' : undefined;
  const ingredients: string[] = [];
  let phrase: string[] = [];
  const endPhrase = () => {
    if (phrase.length) ingredients.push(phrase.join(' '));
    phrase = [];
  };
  for (const piece of pieces) {
    if (piece === separator || isEmoji(piece)) endPhrase();
    if (piece === separator) continue;
    phrase.push(piece);
    if (!separator || isEmoji(piece)) endPhrase();
  }
  endPhrase();
  return ingredients;
}

/** Emoji and plus signs each on their own, the letters between them together. */
function splitWord(word: string): string[] {
  const pieces: string[] = [];
  let letters = '';
  for (const { segment } of graphemes.segment(word)) {
    if (segment !== '+' && !isEmoji(segment)) {
      letters += segment;
      continue;
    }
    if (letters) pieces.push(letters);
    pieces.push(segment);
    letters = '';
  }
  return letters ? [...pieces, letters] : pieces;
}

function isEmoji(text: string): boolean {
  return emoji.test(text) && [...graphemes.segment(text)].length === 1;
}
