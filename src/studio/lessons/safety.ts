import { fork } from 'node:child_process';
import { once } from 'node:events';

export interface SafetyOrder {
  /** `[side, side, 3]`. */
  rgb: Uint8Array;
  side: number;
}

export type SafetyAnswer = { shares: Record<string, number> } | { error: string };

/** Looks at premultiplied RGBA, `[side, side, 4]`. */
export type SafetyFilter = (pixels: Uint8Array, side: number) => Promise<'fit' | 'unfit' | 'unknown'>;

const milliseconds = 60_000;
/** The share of the classes together from which on a picture is refused. */
const mostUnfit = 0.7;
const unfit = ['Porn', 'Hentai'];

/**
 * Whether a picture is fit for everyone, as the network of the package `nsfwjs` sees it on white; `unknown` where that
 * is not installed or takes longer than a minute. It runs in a process of its own, which ends after each picture.
 */
export const judgeSafety: SafetyFilter = async (pixels, side) => {
  const child = fork(new URL('./safety-process.ts', import.meta.url), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  try {
    child.send({ rgb: onWhite(pixels), side } satisfies SafetyOrder);
    const [answer] = (await once(child, 'message', { signal: AbortSignal.timeout(milliseconds) })) as [SafetyAnswer];
    if ('error' in answer) return 'unknown';
    const share = unfit.reduce((sum, name) => sum + (answer.shares[name] ?? 0), 0);
    return share > mostUnfit ? 'unfit' : 'fit';
  } catch {
    return 'unknown';
  } finally {
    child.kill('SIGKILL');
  }
};

function onWhite(pixels: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((pixels.length / 4) * 3);
  for (let i = 0, to = 0; i < pixels.length; i += 4) {
    for (let channel = 0; channel < 3; channel++)
      rgb[to++] = Math.min(255, pixels[i + channel]! + 255 - pixels[i + 3]!);
  }
  return rgb;
}
