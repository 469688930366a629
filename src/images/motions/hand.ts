import sharp from 'sharp';
import { premultiply } from '../frame.ts';
import { renderSvg } from '../svg.ts';

/** The hand's own drawing, in a square of 100: fingers reach down to the left, the sleeve leaves to the right. */
const drawing = `
  <g stroke="#4a2c1a" stroke-width="3" stroke-linejoin="round" stroke-linecap="round">
    <path d="M74 6 L97 2 Q99 20 96 38 L73 40 Q68 22 74 6 Z" fill="#4f8fdc"/>
    <path d="M76 5 L83 4 Q79 22 81 39 L73 40 Q68 22 76 5 Z" fill="#e9f1fb"/>
    <path d="M72 10 Q52 3 33 9 Q17 14 10 30 Q3 44 5 58 Q8 66 14 60 Q16 47 22 41
             Q19 55 21 67 Q25 75 31 68 Q31 54 36 44 Q35 58 38 68 Q43 75 48 67 Q47 54 51 44
             Q52 55 56 62 Q62 67 65 59 Q63 49 64 40 Q70 39 72 36 Q67 22 72 10 Z" fill="#ffd3a8"/>
    <path d="M22 41 Q24 36 28 33 M36 44 Q38 38 41 35 M51 44 Q52 39 54 36" fill="none"/>
  </g>`;

/** Where the fingers end and the wrist is, in shares of the drawing's side. */
export const hand = { fingers: [0.34, 0.66], wrist: [0.85, 0.22] } as const;

/** The hand that pats, at the top left of a square: premultiplied RGBA `[side, side, 4]`, `width` pixels wide. */
export async function drawHand(side: number, width: number): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><g transform="scale(${width / 100})">${drawing}</g></svg>`;
  const { data } = await sharp(await renderSvg(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return premultiply(data);
}
