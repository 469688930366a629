import sharp from 'sharp';
import { enlarge } from './png.ts';

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
