import sharp from 'sharp';
import type { RawPicture } from '#images/frame.ts';
import type { Random } from '#lib/random.ts';
import type { Mark } from './marks.ts';

/** Width and height of a sheet in pixels. */
const side = 400;

/**
 * Marks as a hand makes them: each place goes astray, all of them lean, turn and stretch a little, and the pen is one of
 * several. On white paper, a picture of 400 × 400.
 */
export async function drawMarks(marks: readonly Mark[], random: Random): Promise<RawPicture> {
  const pen = 1.2 + 1.8 * random.uniform();
  const shake = 0.5 + 0.7 * random.uniform();
  const turn = 0.07 * random.normal();
  const [wide, high] = [0.84 * Math.exp(0.05 * random.normal()), 0.84 * Math.exp(0.05 * random.normal())];
  const [right, down] = [2 * random.normal(), 2 * random.normal()];
  const move = ([x, y]: [number, number]) => {
    const [px, py] = [wide * (x - 50) + shake * random.normal(), high * (y - 50) + shake * random.normal()];
    return [
      50 + right + px * Math.cos(turn) - py * Math.sin(turn),
      50 + down + px * Math.sin(turn) + py * Math.cos(turn),
    ] as const;
  };
  const paths = marks.map(({ points, closed, colour = '#111', filled = 'none' }) => {
    const moved = points.map(move);
    const d = `M${moved.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}${closed ? 'Z' : ''}`;
    return `<path d="${d}" stroke="${colour}" fill="${filled}" stroke-width="${pen.toFixed(2)}"/>`;
  });
  const sheet = '<rect width="100" height="100" fill="#fff"/>';
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="${side}" height="${side}">`;
  const svg = `${open}${sheet}<g stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g></svg>`;
  const rgba = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
  return { width: side, height: side, rgba };
}
