import sharp from 'sharp';
import { contactSheet } from '#images/grid.ts';
import { escapeText, fontFamily, renderSvg } from '#images/svg.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { pictureOf } from '#training/data/pictures.ts';
import type { Paintings } from '#training/evaluation/figures.ts';
import type { Restyled } from './paint.ts';

export interface ReportParts {
  title: string;
  table: readonly (readonly string[])[];
  dataset: Dataset;
  paintings: Paintings & { restyled: readonly Restyled[] };
  /** The place of the training picture nearest to each sample. */
  nearest: readonly number[];
}

const columns = 16;
const margin = 24;

/** Figures and contact sheets of one evaluation as one PNG on white. */
export async function drawReport({ title, table, dataset, paintings, nearest }: ReportParts): Promise<Uint8Array> {
  const { samples, prompted, restyled, walks } = paintings;
  const { size } = dataset;
  const real = (place: number) => pictureOf(dataset, place);
  const sheets: Uint8Array[] = [];
  const add = async (rows: Uint8Array[][], rowLabels: string[]) => {
    if (rows[0]?.length) sheets.push(await contactSheet(rows, { size, rowLabels }));
  };

  const back = spread(restyled, columns);
  await add(
    [back.map(({ place }) => real(place)), back.map((one) => one.reconstruction), back.map((one) => one.pixels)],
    ['never seen', 'comes back', 'in another style'],
  );
  const answered = spread(
    prompted.filter(({ pictures }) => pictures.length > 0),
    8,
  );
  await add(
    answered.map(({ pictures }) => [...pictures]),
    answered.map(({ prompt }) => `${prompt.text}, ${prompt.style}`),
  );
  const places = spread([...samples.keys()], columns);
  await add(
    [places.map((index) => samples[index]!.pixels), places.map((index) => real(nearest[index]!))],
    ['samples', 'nearest in training'],
  );
  await add(
    spread(walks, 4).map((walk) => [...walk]),
    spread(walks, 4).map(() => 'a walk'),
  );
  return stack([await drawTable(title, table), ...sheets]);
}

/** At most `count` of the items, evenly over all of them. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  const taken = Math.min(count, items.length);
  return Array.from({ length: taken }, (_, index) => items[Math.floor(((index + 0.5) * items.length) / taken)]!);
}

function drawTable(title: string, table: readonly (readonly string[])[]): Promise<Uint8Array> {
  const lineHeight = 24;
  const ends = [0, 460, 580, 700, 800];
  const lines = table.flatMap((line, row) =>
    line.map((cell, column) => {
      const anchor = column === 0 ? 'start' : 'end';
      const indent = cell.startsWith(' ') ? 16 : 0;
      return `<text x="${ends[column]! + indent}" y="${52 + row * lineHeight}" text-anchor="${anchor}" fill="${row ? '#222' : '#777'}">${escapeText(cell.trim())}</text>`;
    }),
  );
  const height = 52 + table.length * lineHeight;
  return renderSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="820" height="${height}" font-family="${fontFamily}" font-size="14">` +
      `<text x="0" y="20" font-size="18" fill="#222">${escapeText(title)}</text>${lines.join('')}</svg>`,
    '#fff',
  );
}

/** Pictures below each other. */
async function stack(parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const sizes = await Promise.all(parts.map((part) => sharp(part).metadata()));
  const width = Math.max(...sizes.map((size) => size.width)) + 2 * margin;
  let top = margin;
  const placed = parts.map((part, index) => {
    const place = { input: Buffer.from(part), left: margin, top };
    top += sizes[index]!.height + margin;
    return place;
  });
  return sharp({ create: { width, height: top, channels: 3, background: '#fff' } })
    .composite(placed)
    .png()
    .toBuffer();
}
