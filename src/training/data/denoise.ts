import type { RawPicture } from '#images/frame.ts';

/** Neighbours whose colours differ by at most this much, in each channel, are one surface with compression's noise on it. */
const noise = 16;
/** Fainter pixels join nothing. */
const visibleAlpha = 16;
/** What is smaller than this share of the largest island is a speck: about one pixel once the picture is framed. */
const speckShare = 0.0015;

/**
 * Smooths the speckle of lossy compression and leaves edges: each pixel becomes the mean of those around it that differ
 * little (sigma filter, Lee 1983).
 */
export function smooth({ width, height, rgba }: RawPicture): RawPicture {
  const result = new Uint8Array(rgba);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const place = (y * width + x) * 4;
      let [red, green, blue, count] = [0, 0, 0, 0];
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const other = (row * width + column) * 4;
          if (!isAlike(rgba, place, other)) continue;
          red += rgba[other]!;
          green += rgba[other + 1]!;
          blue += rgba[other + 2]!;
          count++;
        }
      }
      result[place] = Math.round(red / count);
      result[place + 1] = Math.round(green / count);
      result[place + 2] = Math.round(blue / count);
    }
  }
  return { width, height, rgba: result };
}

function isAlike(rgba: Uint8Array, place: number, other: number): boolean {
  for (let channel = 0; channel < 4; channel++) {
    if (Math.abs(rgba[place + channel]! - rgba[other + channel]!) > noise) return false;
  }
  return true;
}

/** Clears tiny islands, which would move the frame; the picture itself comes back where there are none. */
export function removeSpecks(picture: RawPicture): RawPicture {
  const { islands, sizes } = findIslands(picture);
  const least = sizes.reduce((most, size) => Math.max(most, size), 0) * speckShare;
  if (!sizes.some((size) => size > 0 && size < least)) return picture;
  const rgba = new Uint8Array(picture.rgba);
  for (const [place, island] of islands.entries()) {
    if (island > 0 && sizes[island]! < least) rgba.fill(0, place * 4, place * 4 + 4);
  }
  return { ...picture, rgba };
}

/**
 * Visible pixels that hang together by edges or corners: for each pixel the number of its island, `[height, width]`, 0
 * for what is clear; and how many pixels each island has.
 */
function findIslands({ width, height, rgba }: RawPicture): { islands: Uint32Array; sizes: number[] } {
  const islands = new Uint32Array(width * height);
  const sizes = [0];
  const queue = new Uint32Array(width * height);
  for (let start = 0; start < islands.length; start++) {
    if (islands[start] || rgba[start * 4 + 3]! < visibleAlpha) continue;
    const island = sizes.length;
    let end = 1;
    queue[0] = start;
    islands[start] = island;
    for (let at = 0; at < end; at++) {
      const x = queue[at]! % width;
      const y = (queue[at]! - x) / width;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const place = row * width + column;
          if (islands[place] || rgba[place * 4 + 3]! < visibleAlpha) continue;
          islands[place] = island;
          queue[end++] = place;
        }
      }
    }
    sizes.push(end);
  }
  return { islands, sizes };
}
