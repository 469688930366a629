import { enlargeTo, reduceTo } from '#images/resize.ts';
import { headFrom } from '#training/anchors/head.ts';
import { seenSize } from '#training/anchors/network.ts';
import type { Painter } from '../painting/painter.ts';
import type { FindHead } from './sketches.ts';

/** Finds heads by the network that was taught to, in pictures whose size is a multiple or a divisor of 64 pixels. */
export const createHeadFinder =
  (painter: Pick<Painter, 'locate'>): FindHead =>
  async (pixels, size) => {
    if (size % seenSize !== 0 && seenSize % size !== 0) return undefined;
    const seen = size > seenSize ? reduceTo(seenSize, pixels, size) : await enlargeTo(seenSize, pixels, size);
    return headFrom(await painter.locate(seen));
  };
