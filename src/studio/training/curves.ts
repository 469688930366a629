import { z } from 'zod';
import type { TrainingCurves, TrainingProgress } from '../api.ts';

/** Points that a curve has at most: with more, every second one goes. */
const pointsAtMost = 200;

/** Gathers how a run goes from what it reports. */
export interface Curves {
  add(progress: TrainingProgress): void;
  read(): TrainingCurves;
}

export function createCurves(): Curves {
  const [loss, liking] = [createCurve(), createCurve()];
  return {
    add({ step, ...now }) {
      if (now.loss !== undefined) loss.add(step, now.loss);
      if (now.liking !== undefined) liking.add(step, now.liking);
    },
    read: () => ({ loss: loss.points(), liking: liking.points() }),
  };
}

function createCurve() {
  let points: [number, number][] = [];
  let stride = 1;
  let seen = 0;
  return {
    add(step: number, value: number) {
      if (seen++ % stride !== 0 || points.at(-1)?.[0] === step) return;
      points.push([step, value]);
      if (points.length <= pointsAtMost) return;
      points = points.filter((_, index) => index % 2 === 0);
      stride *= 2;
    },
    points: () => points.slice(),
  };
}

const points = z.array(z.tuple([z.number(), z.number()])).catch([]);
const schema = z.object({ loss: points, liking: points });

/** The curves that are kept of a run; empty where there are none. */
export function readCurves(metrics: Readonly<Record<string, unknown>>): TrainingCurves {
  return schema.catch({ loss: [], liking: [] }).parse(metrics.curves);
}
