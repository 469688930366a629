import { runConfined } from '#lib/confined.ts';
import type { Log } from '#lib/log.ts';

export interface SafetyOrder {
  /** `[side, side, 3]`. */
  rgb: Uint8Array;
  side: number;
}

/** Looks at premultiplied RGBA, `[side, side, 4]`. `unknown`: it could not be looked at, which is never `fit`. */
export type SafetyFilter = (pixels: Uint8Array, side: number) => Promise<'fit' | 'unfit' | 'unknown'>;

const program = {
  url: new URL('./safety-process.ts', import.meta.url),
  megabytes: 300,
  milliseconds: 60_000,
  atOnce: 1,
};
/** The share of the classes together from which on a picture is refused. */
const mostUnfit = 0.7;
const unfit = ['Porn', 'Hentai'];

/** A network's view of a picture, as shares by class. */
type Look = (order: SafetyOrder) => Promise<Record<string, number>>;
const lookConfined: Look = (order) => runConfined(program, order);

/**
 * Whether a picture is fit for everyone, as the network of the package `nsfwjs` sees it on white, in a confined process;
 * `unknown`, with the reason in the log, where that fails.
 */
export function createSafetyFilter(log: Log, look = lookConfined): SafetyFilter {
  return async (pixels, side) => {
    try {
      const shares = await look({ rgb: onWhite(pixels), side });
      const share = unfit.reduce((sum, name) => sum + (shares[name] ?? Number.NaN), 0);
      if (Number.isNaN(share)) throw new Error(`The network said ${JSON.stringify(shares)}.`);
      return share > mostUnfit ? 'unfit' : 'fit';
    } catch (error) {
      log.error({ err: error }, 'a picture could not be looked at');
      return 'unknown';
    }
  };
}

function onWhite(pixels: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((pixels.length / 4) * 3);
  for (let i = 0, to = 0; i < pixels.length; i += 4) {
    for (let channel = 0; channel < 3; channel++)
      rgb[to++] = Math.min(255, pixels[i + channel]! + 255 - pixels[i + 3]!);
  }
  return rgb;
}
