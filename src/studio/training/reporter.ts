import { lossChart, tasteChart } from '#images/chart.ts';
import type { StepReport } from '#training/loop/loop.ts';
import type { TrainingProgress } from '../api.ts';

/** Milliseconds between two reports; the chart is drawn anew with each tenth. */
const reportEvery = 1000;

/** Says how far a run is. */
export interface Reporter {
  /** Minutes that are left of it. */
  remaining(): number;
  say(phase: TrainingProgress['phase'], ratio: number, step: number): void;
  /** What to do with each step of a learning that takes a `share` of all, beginning at `from`. */
  follow(from: number, share: number): (report: StepReport) => Promise<void>;
  /** The curves so far. */
  draw(): Promise<Uint8Array>;
}

/** Reports a run of so many minutes, which begins now. */
export function openReporter(minutes: number, report: (progress: TrainingProgress) => void): Reporter {
  const started = performance.now();
  const curves: { loss: [number, number][]; taste: [number, number][] } = { loss: [], taste: [] };
  let last = 0;
  let reports = 0;
  let chart: Uint8Array | undefined;

  const remaining = () => Math.max(0, minutes - (performance.now() - started) / 60_000);
  const draw = () => (curves.taste.length > 1 ? tasteChart(curves.taste) : lossChart(curves.loss));

  return {
    remaining,
    draw,
    say: (phase, ratio, step) =>
      report({ ratio, phase, step, ...(phase === 'preparing' && { remainingMs: remaining() * 60_000 }), chart }),
    follow:
      (from, share) =>
      async ({ step, losses, progress }) => {
        if (losses.reward !== undefined) curves.taste.push([step, losses.reward]);
        else curves.loss.push([step, losses.loss!]);
        if (performance.now() - last < reportEvery) return;
        last = performance.now();
        if (reports++ % 10 === 0) chart = await draw();
        const ratio = from + share * progress;
        const now = { loss: losses.loss, liking: losses.reward, remainingMs: remaining() * 60_000 };
        report({ ratio, phase: 'training', step, ...now, chart });
      },
  };
}
