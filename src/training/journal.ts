import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawChart } from '#images/chart.ts';
import type { StepReport } from './loop.ts';

/** Steps that one line of the journal averages over. */
const stepsPerLine = 25;

interface Line {
  step: number;
  images: number;
  seconds: number;
  rate: number;
  norm: number;
  metrics?: Record<string, number>;
  [loss: string]: number | Record<string, number> | undefined;
}

/** Means of numbers by name; a name may come up in some steps only. */
class Means {
  #sums: Record<string, number> = {};
  #counts: Record<string, number> = {};

  add(numbers: Record<string, number>): void {
    for (const [name, value] of Object.entries(numbers)) {
      this.#sums[name] = (this.#sums[name] ?? 0) + value;
      this.#counts[name] = (this.#counts[name] ?? 0) + 1;
    }
  }

  take(): Record<string, number> {
    const means = Object.fromEntries(
      Object.entries(this.#sums).map(([name, sum]) => [name, sum / this.#counts[name]!]),
    );
    this.#sums = {};
    this.#counts = {};
    return means;
  }
}

/** The written record of a run: `metrics.jsonl`, one line for every 25 steps, and `loss.png`. */
export interface Journal {
  note(report: StepReport): Promise<void>;
  /** Draws the losses so far, whatever the number of times the run was resumed. */
  drawChart(): Promise<void>;
}

export function openJournal(directory: string): Journal {
  const path = join(directory, 'metrics.jsonl');
  const losses = new Means();
  const metrics = new Means();
  return {
    note: async (report) => {
      losses.add(report.losses);
      metrics.add(report.metrics);
      const { step, images, seconds, learningRate: rate, gradientNorm: norm } = report;
      if (step % stepsPerLine !== 0) return;
      const line: Line = { step, images, seconds, rate, norm, ...losses.take() };
      if (Object.keys(report.metrics).length > 0) line.metrics = metrics.take();
      await appendFile(path, `${JSON.stringify(line)}\n`);
    },
    drawChart: async () => {
      const text = await readFile(path, 'utf8').catch(() => '');
      const lines = text.split('\n').flatMap((line) => (line ? [JSON.parse(line) as Line] : []));
      if (lines.length < 2) return;
      const { step: _step, images: _images, seconds: _seconds, rate: _rate, norm: _norm, ...rest } = lines[0]!;
      const curves = Object.keys(rest)
        .filter((name) => name !== 'metrics')
        .map((name) => ({ name, points: lines.map((line) => [line.step, line[name] as number] as const) }));
      const logarithmic = curves.every(({ points }) => points.every(([, value]) => value > 0));
      const png = await drawChart(curves, { title: 'Training', xName: 'step', logarithmic });
      await writeFile(join(directory, 'loss.png'), png);
    },
  };
}
