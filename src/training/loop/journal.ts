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

/** The lines of a journal; a last one that was cut short by `kill -9` is left out. */
async function readLines(path: string): Promise<Line[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as Line);
}

const written = (line: Line) => `${JSON.stringify(line)}\n`;

/** Opens the journal of a run that is at `step`. Lines beyond it, whose steps come again, are dropped. */
export async function openJournal(directory: string, step: number): Promise<Journal> {
  const path = join(directory, 'metrics.jsonl');
  const kept = (await readLines(path)).filter((line) => line.step <= step);
  await writeFile(path, kept.map(written).join(''));
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
      await appendFile(path, written(line));
    },
    drawChart: async () => {
      const lines = await readLines(path);
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
