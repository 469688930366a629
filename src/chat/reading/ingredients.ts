import type { Token } from './tokens.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

/** What people write between two things, in the languages of the commands; none of it is a thing to paint. */
const joints = new Set(
  `& , → -> => and with to into und mit zu nach et avec vers y con hacia e com para verso і та з до и с と から og och 和 与`.split(
    ' ',
  ),
);

/**
 * Bare words as ingredients: `🦊🍩` are two, `happy cat + birthday cake` and `red frog to cactus` are two (with nothing
 * between things every word is one), a quoted text is one.
 */
export function splitIngredients(tokens: Token[]): string[] {
  const pieces = tokens.flatMap(({ quoted, value = '' }) =>
    quoted ? [{ text: value, joins: false }] : splitWord(value).map(unquoted),
  );
  const isBetween = (index: number) => index > 0 && index < pieces.length - 1;
  const separates = pieces.map(({ text, joins }, index) => text === '+' || (joins && isBetween(index)));
  const areSeparate = separates.includes(true);
  const ingredients: string[] = [];
  let phrase: string[] = [];
  const endPhrase = () => {
    if (phrase.length) ingredients.push(phrase.join(' '));
    phrase = [];
  };
  for (const [index, { text }] of pieces.entries()) {
    if (separates[index] || isEmoji(text)) endPhrase();
    if (separates[index]) continue;
    phrase.push(text);
    if (!areSeparate || isEmoji(text)) endPhrase();
  }
  endPhrase();
  return ingredients;
}

const unquoted = (text: string) => ({ text, joins: joints.has(text.toLowerCase()) });

/** `:fox_face:`, as chats write emoji, with a skin tone perhaps; a server's own emoji; a mentioned person. */
const shortcode = /(<a?:\w+:\d+>|<@!?\w+>|:[a-z0-9_+-]+:(?::skin-tone-\d:)?)/i;

/** Emoji, shortcodes, plus signs and commas each on their own, the letters between them together. */
function splitWord(word: string): string[] {
  const parts = word.split(shortcode).filter((part) => part !== '');
  return parts.flatMap((part) => (shortcode.test(part) ? [part] : splitAtEmoji(part)));
}

function splitAtEmoji(word: string): string[] {
  const pieces: string[] = [];
  let letters = '';
  for (const { segment } of graphemes.segment(word)) {
    const isComma = /^[,，、]$/.test(segment);
    if (segment !== '+' && !isComma && !isEmoji(segment)) {
      letters += segment;
      continue;
    }
    if (letters) pieces.push(letters);
    pieces.push(isComma ? ',' : segment);
    letters = '';
  }
  return letters ? [...pieces, letters] : pieces;
}

function isEmoji(text: string): boolean {
  return shortcode.test(text) || (emoji.test(text) && [...graphemes.segment(text)].length === 1);
}
