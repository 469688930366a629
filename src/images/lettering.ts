import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { escapeText, fontFamily } from './svg.ts';

const { resolve } = createRequire(import.meta.url);
/** Drawings with words in large letters. */
const boldFont = resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf');
const font = { loadSystemFonts: false, fontFiles: [boldFont], defaultFontFamily: fontFamily };

/** Words as they are measured: a thousandth of this is how exact a width is. */
const measured = 100;
const letterPattern = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{S}\p{M}\s]/u;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The box that words take at a size of 100, in Inter's bold: undefined where none of it has a letter. */
function boxOf(words: string): { x: number; width: number; height: number } | undefined {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text y="${measured}" font-family="${fontFamily}" font-weight="700" font-size="${measured}">${escapeText(words)}</text></svg>`;
  return new Resvg(svg, { font }).getBBox();
}

/** Throws `bad_option` for letters that the font does not have, naming them. */
export function checkLetters(words: string): void {
  const letters = [...new Set([...graphemes.segment(words)].map(({ segment }) => segment))];
  const isThere = (letter: string) =>
    /^\s$/.test(letter) ||
    ([...letter].every((one) => letterPattern.test(one)) &&
      !/\p{Extended_Pictographic}/u.test(letter) &&
      boxOf(letter));
  const missing = letters.filter((letter) => !isThere(letter));
  if (missing.length === 0) return;
  const shown = missing.slice(0, 5).join(' ');
  throw new AppError('bad_option', message('scenery.letters', { letters: shown }));
}

/** Words set in lines. */
export interface Lettering {
  lines: { words: string; width: number }[];
  /** The font's size, in pixels. */
  size: number;
}

const lineHeight = 1.14;
/** Lines at most, and how small letters may become, as a share of the height that there is. */
const mostLines = 4;
const smallest = 0.09;

/**
 * Words in as few lines and as large letters as fit a box: broken between words, within one where it alone is too long.
 */
export function setWords(words: string, box: { width: number; height: number }, largest: number): Lettering {
  const widths = new Map<string, number>();
  const widthOf = (text: string) => {
    const known = widths.get(text) ?? (boxOf(text)?.width ?? 0) / measured;
    widths.set(text, known);
    return known;
  };
  let best: Lettering | undefined;
  for (let count = 1; count <= mostLines; count++) {
    const lines = inLines(words.split(/\s+/).filter(Boolean), count, widthOf);
    const widest = Math.max(...lines.map(widthOf));
    const size = Math.min(largest, box.width / widest, box.height / (lines.length * lineHeight));
    // A line more is worth letters that are clearly larger.
    if (!best || size > 1.15 * best.size)
      best = { lines: lines.map((line) => ({ words: line, width: widthOf(line) })), size };
  }
  const least = smallest * box.height;
  if (best!.size < least) best = broken(words, box, least, widthOf);
  return {
    size: best!.size,
    lines: best!.lines.map(({ words: line, width }) => ({ words: line, width: width * best!.size })),
  };
}

/** Words in so many lines, the widest as narrow as can be. */
function inLines(words: readonly string[], count: number, widthOf: (text: string) => number): string[] {
  if (count === 1 || words.length === 1) return [words.join(' ')];
  let best: string[] = [];
  let narrowest = Number.POSITIVE_INFINITY;
  for (let end = 1; end < words.length; end++) {
    const first = words.slice(0, end).join(' ');
    const rest = inLines(words.slice(end), count - 1, widthOf);
    const widest = Math.max(widthOf(first), ...rest.map(widthOf));
    if (widest < narrowest) [best, narrowest] = [[first, ...rest], widest];
  }
  return best;
}

/** Words in the smallest letters, long ones cut; what has no room is left out with an ellipsis. */
function broken(
  words: string,
  box: { width: number; height: number },
  size: number,
  widthOf: (text: string) => number,
): Lettering {
  const fits = (text: string) => widthOf(text) * size <= box.width;
  const most = Math.max(1, Math.floor(box.height / (size * lineHeight)));
  const lines = [''];
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (fits(longer)) {
      lines[lines.length - 1] = longer;
      continue;
    }
    if (lines.at(-1) !== '') lines.push('');
    for (const { segment } of graphemes.segment(word)) {
      if (fits(`${lines.at(-1)}${segment}`)) lines[lines.length - 1] += segment;
      else lines.push(segment);
    }
  }
  const shown = lines.slice(0, most);
  if (lines.length > most) shown[most - 1] = `${shown[most - 1]!.slice(0, -2)}…`;
  return { size, lines: shown.map((line) => ({ words: line, width: widthOf(line) })) };
}

/** Set words as SVG, centred on a place, or beginning there. */
export function letteringSvg(
  { lines, size }: Lettering,
  { x, y, anchor, fill }: { x: number; y: number; anchor: 'start' | 'middle'; fill: string },
): string {
  const top = y - (lines.length * lineHeight * size) / 2;
  const rows = lines.map(({ words }, index) => {
    const baseline = top + (index + 0.5) * lineHeight * size + 0.36 * size;
    return `<text x="${x}" y="${baseline.toFixed(1)}" text-anchor="${anchor}">${escapeText(words)}</text>`;
  });
  return `<g font-family="${fontFamily}" font-weight="700" font-size="${size.toFixed(2)}" fill="${fill}">${rows.join('')}</g>`;
}
