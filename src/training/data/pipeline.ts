import { framePicture, type RawPicture } from '#images/frame.ts';
import { AppError } from '#lib/errors.ts';
import { assemble } from './assemble.ts';
import type { DataPicture, Dataset, LoadOptions, Skipped } from './dataset.ts';
import { findCopies, findLookAlikes } from './deduplicate.ts';
import { removeSpecks, smooth } from './denoise.ts';
import { segment } from './segment.ts';
import { type Prepared, reportStages } from './stages.ts';

/** A picture that was collected: what it is, and how to get at its pixels. */
export interface Candidate {
  picture: DataPicture;
  /** Where it comes from, for people: a path, or style and label. */
  file: string;
  /** Whether its format is a lossy one, which leaves speckle. */
  lossy: boolean;
  /** Throws AppError with the reason where it cannot be used. */
  read(): Promise<RawPicture>;
}

export interface PipelineOptions {
  name: string;
  /** Width and height of the result in pixels. */
  size: number;
  candidates: readonly Candidate[];
  /** What could not be collected. */
  skipped?: readonly Skipped[];
  /** Drawings made for the purpose are clean, on clear ground and there once: they are normalised and nothing else. */
  drawn: boolean;
  /** Prepared pictures by concept, from earlier runs; new ones are added. */
  known?: Map<string, Prepared>;
  onProgress?: LoadOptions['onProgress'];
}

/** Pictures prepared at the same time: sharp has four threads. */
const atOnce = 8;

/**
 * The way of pictures into a data set. A source (emoji.ts, avatars.ts, folder.ts) collects them; here copies are left
 * out; each is smoothed, segmented, cleared of specks and normalised; what then looks alike is left out too. Families augment what
 * they take from the set (augment.ts). The same candidates give the same set. Memory: the results, and `atOnce`
 * pictures in full.
 */
export async function runPipeline(options: PipelineOptions): Promise<Dataset> {
  const { name, size, candidates, drawn } = options;
  const skipped = [...(options.skipped ?? [])];

  const copies = findCopies(candidates.map(({ picture }) => `${picture.style}/${picture.concept}`));
  for (const [index, earlier] of copies) {
    const reason = `it is the same picture as ${candidates[earlier]!.file}.`;
    skipped.push({ file: candidates[index]!.file, reason, stage: 'copies' });
  }

  const different = candidates.filter((_, index) => !copies.has(index));
  const prepared = await prepareAll(different, options, skipped);

  const alike = drawn
    ? new Map<number, number>()
    : findLookAlikes(
        prepared.map(({ pixels }) => pixels),
        size,
      );
  for (const [index, earlier] of alike) {
    const reason = `it looks like ${prepared[earlier]!.file}.`;
    skipped.push({ file: prepared[index]!.file, reason, stage: 'look-alikes' });
  }

  const kept = prepared.filter((_, index) => !alike.has(index));
  const stages = reportStages(kept, skipped, { drawn });
  return assemble({ name, size, rendered: kept, skipped, stages });
}

type Placed = Prepared & Pick<Candidate, 'picture' | 'file'>;

async function prepareAll(
  candidates: readonly Candidate[],
  { size, drawn, known = new Map(), onProgress }: PipelineOptions,
  skipped: Skipped[],
): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (let start = 0; start < candidates.length; start += atOnce) {
    const batch = candidates.slice(start, start + atOnce);
    const results = await Promise.all(
      batch.map((candidate) => known.get(candidate.picture.concept) ?? prepare(candidate, size, drawn)),
    );
    for (const [index, result] of results.entries()) {
      const { file, picture } = batch[index]!;
      if ('reason' in result) skipped.push(result);
      else {
        if (!drawn) known.set(picture.concept, result);
        placed.push({ ...result, file, picture });
      }
    }
    onProgress?.(start + batch.length, candidates.length);
  }
  return placed;
}

/** One picture's way from its file into the frame. */
async function prepare({ file, lossy, read }: Candidate, size: number, drawn: boolean): Promise<Prepared | Skipped> {
  let whole: RawPicture;
  try {
    whole = await read();
  } catch (error) {
    return { file, reason: error instanceof AppError ? error.message : 'it cannot be read.', stage: 'collect' };
  }
  const smoothed = lossy ? smooth(whole) : whole;
  const { picture, background } = drawn ? { picture: smoothed, background: 'clear' as const } : segment(smoothed);
  const clean = drawn ? picture : removeSpecks(picture);
  const pixels = await framePicture(clean, size);
  if (!pixels) return { file, reason: 'nothing is visible in it.', stage: 'normalise' };
  return { pixels, background, smoothed: lossy, specksRemoved: clean !== picture };
}
