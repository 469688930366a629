import sharp from 'sharp';
import { enlarge } from './png.ts';
import type { Moving } from './untrusted.ts';

export interface AnimationOptions {
  /** Width and height of the frames given. */
  size: number;
  scale?: number;
  format: 'webp' | 'gif';
  /** Of one frame, in milliseconds. */
  delay?: number;
}

/** Frames of premultiplied RGBA, `[size, size, 4]` each, as an animation that loops for ever on a clear background. */
export async function encodeAnimation(
  frames: readonly Uint8Array[],
  { size, scale = 1, format, delay = 60 }: AnimationOptions,
): Promise<{ bytes: Uint8Array; mime: string }> {
  const side = size * scale;
  const enlarged = await Promise.all(frames.map((frame) => enlarge(frame, size, scale)));
  const raw = { width: side, height: side * frames.length, channels: 4, pageHeight: side } as const;
  const animation = sharp(Buffer.concat(enlarged), { raw, animated: true });
  const timing = { loop: 0, delay: frames.map(() => delay) };
  const encoded =
    format === 'webp' ? animation.webp({ ...timing, quality: 88, effort: 3 }) : animation.gif({ ...timing, effort: 4 });
  return { bytes: await encoded.toBuffer(), mime: `image/${format}` };
}

/** Slack shows no more frames of an emoji. */
const framesAtMost = 50;
/** Ever coarser: every how many frames one is kept, and of how many colours. */
const coarser = [
  { every: 1, colours: 256 },
  { every: 1, colours: 64 },
  { every: 1, colours: 32 },
  { every: 2, colours: 64 },
  { every: 2, colours: 32 },
  { every: 3, colours: 32 },
  { every: 4, colours: 16 },
  { every: 6, colours: 16 },
] as const;

/**
 * An animation as a GIF of at most `most` bytes and 50 frames, as fine as fits: with fewer colours, or fewer frames in the
 * same time, where it must be. Nothing where even the coarsest is larger.
 */
export async function fitGif({ side, rgba, delays }: Moving, most: number): Promise<Uint8Array | undefined> {
  const frame = side * side * 4;
  const least = Math.ceil(delays.length / framesAtMost);
  for (const { every, colours } of coarser) {
    const step = every * least;
    const kept = [...delays.keys()].filter((index) => index % step === 0);
    const frames = kept.map((index) => rgba.subarray(index * frame, (index + 1) * frame));
    const delay = kept.map((index) => delays.slice(index, index + step).reduce((sum, one) => sum + one, 0));
    const raw = { width: side, height: side * kept.length, channels: 4, pageHeight: side } as const;
    const animation = sharp(Buffer.concat(frames), { raw, animated: true });
    const bytes = await animation.gif({ loop: 0, delay, colours, effort: 4 }).toBuffer();
    if (bytes.byteLength <= most) return bytes;
  }
  return undefined;
}
