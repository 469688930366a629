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
  [loss: string]: number;
}

/** The written record of a run: `metrics.jsonl`, one line for every 25 steps, and `loss.png`. */
export interface Journal {
  note(report: StepReport): Promise<void>;
  /** Draws the losses so far, whatever the number of times the run was resumed. */
  drawChart(): Promise<void>;
}

export function openJournal(directory: string): Journal {
  const path = join(directory, 'metrics.jsonl');
  let sums: Record<string, number> = {};
  let counted = 0;
  return {
    note: async ({ step, images, seconds, learningRate, gradientNorm, losses }) => {
      for (const [name, value] of Object.entries(losses)) sums[name] = (sums[name] ?? 0) + value;
      counted++;
      if (step % stepsPerLine !== 0) return;
      const means = Object.fromEntries(Object.entries(sums).map(([name, value]) => [name, value / counted]));
      const line: Line = { step, images, seconds, rate: learningRate, norm: gradientNorm, ...means };
      sums = {};
      counted = 0;
      await appendFile(path, `${JSON.stringify(line)}\n`);
    },
    drawChart: async () => {
      const text = await readFile(path, 'utf8').catch(() => '');
      const lines = text.split('\n').flatMap((line) => (line ? [JSON.parse(line) as Line] : []));
      if (lines.length < 2) return;
      const { step: _step, images: _images, seconds: _seconds, rate: _rate, norm: _norm, ...losses } = lines[0]!;
      const curves = Object.keys(losses).map((name) => ({
        name,
        points: lines.map((line) => [line.step, line[name]!] as const),
      }));
      const png = await drawChart(curves, { title: 'Training', xName: 'step', logarithmic: true });
      await writeFile(join(directory, 'loss.png'), png);
    },
  };
}
