import type { Skipped, Stage, StageReport } from './dataset.ts';
import type { Background } from './segment.ts';

/** A picture as the models see it, and what was done to it on the way. */
export interface Prepared {
  /** Premultiplied RGBA, `[size, size, 4]`. */
  pixels: Uint8Array;
  background: Background;
  smoothed: boolean;
  specksRemoved: boolean;
}

const stagesOfDrawings: readonly Stage[] = ['collect', 'normalise'];
const allStages: readonly Stage[] = ['collect', 'copies', 'smooth', 'segment', 'specks', 'normalise', 'look-alikes'];

/** What each stage did, told from the pictures that went through all of them and those that did not. */
export function reportStages(
  kept: readonly Prepared[],
  skipped: readonly Skipped[],
  { drawn }: { drawn: boolean },
): StageReport[] {
  const stages = drawn ? stagesOfDrawings : allStages;
  const count = (matches: (picture: Prepared) => boolean) => kept.filter(matches).length;
  const work: Partial<Record<Stage, Record<string, number>>> = drawn
    ? {}
    : {
        smooth: { 'compression smoothed': count(({ smoothed }) => smoothed) },
        segment: {
          'clear already': count(({ background }) => background === 'clear'),
          'background removed': count(({ background }) => background === 'removed'),
          'photographs, left as they are': count(({ background }) => background === 'kept'),
        },
        specks: { 'specks removed': count(({ specksRemoved }) => specksRemoved) },
      };
  return stages.map((stage, index) => {
    const leftOut = skipped.filter((one) => one.stage === stage).length;
    const later = skipped.filter((one) => stages.indexOf(one.stage) > index).length;
    const did = Object.entries({ 'left out': leftOut, ...work[stage] }).filter(([, pictures]) => pictures > 0);
    return { stage, pictures: kept.length + later, did: Object.fromEntries(did) };
  });
}
