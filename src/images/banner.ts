import sharp from 'sharp';
import { groundFor } from './ground.ts';
import { letteringSvg, setWords } from './lettering.ts';
import type { Motif } from './pattern.ts';
import { renderSvg } from './svg.ts';

/** The sizes of a banner, by what it is for. */
export const bannerSizes = {
  banner: [1200, 400],
  'discord-server': [960, 540],
  'discord-event': [800, 320],
  'discord-profile': [600, 240],
  'slack-header': [1600, 400],
} as const;
export type BannerUse = keyof typeof bannerSizes;

/** What is nearer to an edge may be cut off, as a share of the height. */
const margin = 0.09;
/** How wide a picture may be, as a share of the width, with words beside it. */
const share = { one: 0.34, side: 0.25 };

/** A banner: words between pictures, or beside a single one, on a ground of their hue. A PNG. */
export async function drawBanner(
  motifs: readonly Motif[],
  { use, words, colour }: { use: BannerUse; words?: string; colour?: string },
): Promise<Uint8Array> {
  const [width, height] = bannerSizes[use];
  const { ground, deeper, ornament, ink } = groundFor(
    motifs.map(({ pixels }) => pixels),
    colour,
  );
  const edge = Math.round(margin * height);
  const room = { width: width - 2 * edge, height: height - 2 * edge };
  const layout = words ? besideWords(motifs.length, room) : inRow(motifs.length, room);
  const lettering = words && letter(words, { layout, room, edge, single: motifs.length === 1, ink });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="${ground}"/><stop offset="1" stop-color="${deeper}"/></linearGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#g)"/>
    <g fill="${ornament}" opacity="0.35"><circle cx="${0.06 * width}" cy="${0.1 * height}" r="${0.3 * height}"/><circle cx="${0.95 * width}" cy="${0.95 * height}" r="${0.42 * height}"/></g>
    ${lettering || ''}</svg>`;
  const pictures = await Promise.all(
    layout.map(async ({ x, y, side }, index) => ({
      input: await sharp(motifs[index]!.png).resize(side, side, { kernel: 'lanczos3' }).png().toBuffer(),
      left: Math.round(edge + x - side / 2),
      top: Math.round(edge + y - side / 2),
    })),
  );
  return sharp(await renderSvg(svg))
    .composite(pictures)
    .png()
    .toBuffer();
}

/** The middle of a picture within the room, and its width. */
interface Slot {
  x: number;
  y: number;
  side: number;
}

type Room = { width: number; height: number };

/** One picture on the left; of several the one half on the left and the other on the right, one above the other. */
function besideWords(count: number, { width, height }: Room): Slot[] {
  if (count === 1) {
    const side = Math.round(Math.min(height, share.one * width));
    return [{ x: side / 2, y: height / 2, side }];
  }
  const left = Math.ceil(count / 2);
  const columnOf = (pictures: number, isRight: boolean): Slot[] => {
    const wide = share.side * width;
    const side = Math.round(Math.min(wide, pictures === 1 ? 0.92 * height : (height / pictures) * 1.12));
    return Array.from({ length: pictures }, (_, index) => {
      const from = pictures === 1 ? wide / 2 : side / 2 + (index % 2) * Math.max(0, wide - side);
      const y = pictures === 1 ? height / 2 : side / 2 + (index * (height - side)) / (pictures - 1);
      return { x: isRight ? width - from : from, y, side };
    });
  };
  return [...columnOf(left, false), ...columnOf(count - left, true)];
}

function inRow(count: number, { width, height }: Room): Slot[] {
  const side = Math.round(Math.min(0.94 * height, width / count));
  return Array.from({ length: count }, (_, index) => ({ x: ((index + 0.5) * width) / count, y: height / 2, side }));
}

interface LetterOptions {
  layout: readonly Slot[];
  room: Room;
  edge: number;
  single: boolean;
  ink: string;
}

function letter(words: string, { layout, room, edge, single, ink }: LetterOptions): string {
  const gap = 0.06 * room.height + 0.01 * room.width;
  const taken = single ? layout[0]!.side : share.side * room.width;
  const width = room.width - taken - gap - (single ? 0 : taken + gap);
  const set = setWords(words, { width, height: room.height }, 0.36 * room.height);
  const start = edge + taken + gap;
  const place = single ? { x: start, anchor: 'start' as const } : { x: start + width / 2, anchor: 'middle' as const };
  return letteringSvg(set, { ...place, y: edge + room.height / 2, fill: ink });
}
