import sharp from 'sharp';
import { encodePng } from './png.ts';
import { escapeText, fontFamily, renderSvg } from './svg.ts';

export interface SheetOptions {
  /** Width and height of the pictures given. */
  size: number;
  /** How many times larger they are shown; 1 unless told otherwise. */
  scale?: number;
  /** One before each row. */
  rowLabels?: readonly string[];
  /** One above each column. */
  columnLabels?: readonly string[];
  /** One below each picture, as the pictures are given. */
  captions?: readonly (readonly string[])[];
}

const gap = 4;
const labelSize = 13;
const averageLetter = 0.6 * labelSize;
const captionSize = 11;
const captionLines = 3;

/**
 * Many pictures in one PNG on white: rows of premultiplied RGBA, `[size, size, 4]` each, with labels and captions where
 * given.
 */
export async function contactSheet(
  rows: readonly (readonly Uint8Array[])[],
  { size, scale = 1, rowLabels = [], columnLabels = [], captions = [] }: SheetOptions,
): Promise<Uint8Array> {
  const cell = size * scale + gap;
  const line = captionSize + 2;
  const rowHeight = cell + (captions.length > 0 ? captionLines * line + gap : 0);
  const columns = Math.max(...rows.map((row) => row.length));
  const left =
    rowLabels.length > 0 ? Math.ceil(Math.max(...rowLabels.map((label) => label.length)) * averageLetter) + 12 : gap;
  const top = columnLabels.length > 0 ? labelSize + 10 : gap;
  const width = left + columns * cell;
  const height = top + rows.length * rowHeight;
  const text = (x: number, y: number, label: string, anchor: string) =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}">${escapeText(label)}</text>`;
  const labels = [
    ...rowLabels.map((label, row) => text(left - 8, top + row * rowHeight + cell / 2 + labelSize / 3, label, 'end')),
    ...columnLabels.map((label, column) =>
      text(left + column * cell + (cell - gap) / 2, labelSize + 2, label, 'middle'),
    ),
  ];
  const captioned = captions.flatMap((row, y) =>
    row.flatMap((caption, x) =>
      breakLines(caption, Math.floor((size * scale) / (0.55 * captionSize))).map((words, nth) =>
        text(left + x * cell + (cell - gap) / 2, top + y * rowHeight + cell + (nth + 0.6) * line, words, 'middle'),
      ),
    ),
  );
  const lettering = `font-family="${fontFamily}" font-size="${labelSize}" fill="#333"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g ${lettering}>${labels.join('')}<g font-size="${captionSize}">${captioned.join('')}</g></g></svg>`;
  const pictures = await Promise.all(
    rows.flatMap((row, y) =>
      row.map(async (pixels, x) => ({
        input: Buffer.from(await encodePng(pixels, { size, scale })),
        left: left + x * cell,
        top: top + y * rowHeight,
      })),
    ),
  );
  return sharp(await renderSvg(svg, '#fff'))
    .composite(pictures)
    .png()
    .toBuffer();
}

/** Words in at most three lines of about so many letters; what is longer still is cut. */
function breakLines(text: string, letters: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= letters || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.slice(0, captionLines);
}

/** Pictures broken into rows of `columns`. */
export function intoRows<Picture>(pictures: readonly Picture[], columns: number): Picture[][] {
  const count = Math.ceil(pictures.length / columns);
  return Array.from({ length: count }, (_, row) => pictures.slice(row * columns, (row + 1) * columns));
}
