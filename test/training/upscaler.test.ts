import { expect, test } from 'vitest';
import { framePicture } from '#images/frame.ts';
import { enlargeTo, reduceTo } from '#images/resize.ts';
import { readUpscaler, upscaledFrom as size } from '#models/upscaler/model.ts';
import { openDevice } from '#tensor/device.ts';
import { renderDrawing } from '#training/data/drawing.ts';
import { readEmojiIcons } from '#training/data/emoji.ts';
import { drawIcon } from '#training/data/iconset.ts';
import { isHeldOut } from '#training/data/split.ts';
import { train } from '#training/loop/loop.ts';
import { createRun } from '#training/loop/run.ts';
import { upscalerLearner } from '#training/upscaler/learner.ts';
import { loadUpscaler } from '#training/upscaler/network.ts';
import { tinyDataset } from '../helpers/dataset.ts';

const cpu = await openDevice('cpu', 1);
/** Held-out emoji at twice the size that is enlarged. */
const drawn = async (count: number) => {
  const icons = (await readEmojiIcons(['twemoji'])).filter(({ concept }) => isHeldOut(concept.concept));
  const chosen = Array.from({ length: count }, (_, index) => icons[Math.floor((index * icons.length) / count)]!);
  return Promise.all(
    chosen.map(async ({ icon }) => (await framePicture(await renderDrawing(drawIcon(icon), size), 2 * size))!),
  );
};
const shares = (bytes: Uint8Array) => Float32Array.from(bytes, (value) => value / 255);
const apart = (one: ArrayLike<number>, other: ArrayLike<number>) => {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += Math.abs(one[i]! - other[i]!);
  return sum / one.length;
};

test('pictures it has never seen are enlarged nearer to how they are drawn than smoothly, and stay premultiplied', async () => {
  const upscaler = await loadUpscaler(await readUpscaler(), size, cpu);
  const errors = { network: 0, smooth: 0 };
  for (const large of await drawn(8)) {
    const small = reduceTo(size, large, 2 * size);
    const { large: image } = await upscaler.run({ image: shares(small) });
    errors.network += apart(image!, shares(large));
    errors.smooth += apart(shares(await enlargeTo(2 * size, small, size)), shares(large));
    let wrong = 0;
    for (let i = 0; i < image!.length; i += 4) {
      const alpha = image![i + 3]!;
      if (!(alpha >= 0 && alpha <= 1 && Math.max(...image!.subarray(i, i + 3)) <= alpha + 1e-6)) wrong++;
    }
    expect(wrong).toBe(0);
  }
  await upscaler.release();
  expect(errors.network, JSON.stringify(errors)).toBeLessThan(0.85 * errors.smooth);
});

test('it learns from pieces of pairs', async () => {
  const [large] = await drawn(1);
  const learner = upscalerLearner([{ small: [reduceTo(size, large!, 2 * size)], large: large! }], size);
  const run = createRun({ family: learner, config: undefined, seed: 1 });
  const losses: number[] = [];
  const common = { family: learner, config: undefined, dataset: tinyDataset(), device: cpu, batchSize: 2, seed: 1 };
  const onStep = ({ losses: { loss } }: { losses: Record<string, number> }) => void losses.push(loss!);
  await train({ ...common, learningRate: 3e-3, until: { steps: 120 }, onStep }, run);
  const mean = (few: readonly number[]) => few.reduce((sum, loss) => sum + loss, 0) / few.length;
  expect(mean(losses.slice(-20))).toBeLessThan(0.7 * mean(losses.slice(0, 20)));
});
