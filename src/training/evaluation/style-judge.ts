import type { Device } from '#tensor/device.ts';
import type { Weights } from '../networks/networks.ts';
import { classify, trainClassifier } from './classifier.ts';
import type { Features } from './features.ts';

const usual = { steps: 1500, hidden: 128 };
const question = 'out';

export interface JudgeTraining {
  seed: number;
  /** 1,500 unless told otherwise; 64 pictures each. */
  steps?: number;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Trains a small network to tell styles apart by features, as many pictures of each style. `labels` are each row's place
 * among `styles`.
 */
export async function trainStyleJudge(
  device: Device,
  features: Features,
  labels: readonly number[],
  styles: number,
  { seed, steps = usual.steps, onProgress }: JudgeTraining,
): Promise<Weights> {
  const byStyle = Map.groupBy(labels.keys(), (row) => labels[row]!);
  return trainClassifier(device, features, [{ name: question, classes: styles, labels }], {
    ...{ seed, steps, hidden: usual.hidden, onProgress },
    draw: (random) => {
      const rows = byStyle.get(random.integer(styles))!;
      return rows[random.integer(rows.length)]!;
    },
  });
}

/** The place of every row's likeliest style. */
export async function judgeStyles(device: Device, weights: Weights, features: Features): Promise<number[]> {
  const ranked = await classify(device, weights, [question], features, 1);
  return ranked[question]!.map(([first]) => first!);
}
