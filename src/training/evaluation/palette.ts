import type { Features } from './features.ts';

const levels = 8;
const corners = 8;
/** Less visible pixels have no colour to speak of. */
const leastAlpha = 128;

/**
 * Which colours a picture has: a histogram of its visible pixels over 8 × 8 × 8 places in the colour cube, each pixel
 * shared among the eight nearest, as roots of shares. Pictures are premultiplied RGBA.
 */
export function measurePalettes(pictures: readonly Uint8Array[]): Features {
  const size = levels ** 3;
  const values = new Float32Array(pictures.length * size);
  for (const [row, pixels] of pictures.entries()) measurePalette(pixels, values.subarray(row * size, (row + 1) * size));
  return { size, values };
}

function measurePalette(pixels: Uint8Array, shares: Float32Array): void {
  let visible = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    const alpha = pixels[i + 3]!;
    if (alpha < leastAlpha) continue;
    visible++;
    for (let corner = 0; corner < corners; corner++) {
      let place = 0;
      let weight = 1;
      for (let channel = 0; channel < 3; channel++) {
        const colour = Math.min(1, pixels[i + channel]! / alpha) * (levels - 1);
        const below = Math.min(levels - 2, Math.floor(colour));
        const above = (corner >> channel) & 1;
        place = place * levels + below + above;
        weight *= above ? colour - below : below + 1 - colour;
      }
      shares[place]! += weight;
    }
  }
  for (let place = 0; place < shares.length; place++) shares[place] = Math.sqrt(shares[place]! / Math.max(1, visible));
}
