import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '#lib/errors.ts';
import type { Device } from './device.ts';
import { compile, type Program } from './program.ts';

const side = 32;
const channels = 64;
const layers = 3;

/** Convolutions that average ones: far from the borders the result is one everywhere, whatever their number. */
function averaging(batch: number): Program {
  return compile(
    ({ x }) => {
      const filter = tf.fill([3, 3, channels, channels], 1 / (9 * channels)) as tf.Tensor4D;
      let y = x as tf.Tensor4D;
      for (let layer = 0; layer < layers; layer++) y = tf.conv2d(y, filter, 1, 'same');
      return { centre: tf.slice(y, [0, side / 2, side / 2, 0], [-1, 1, 1, -1]) };
    },
    { x: { shape: [batch, side, side, channels] } },
  );
}

/** Runs a small network on a device. Throws `device` where that cannot be done or the result is wrong. */
export async function tryDevice(device: Device): Promise<void> {
  await timeRuns(device, 1, 1);
}

/** A device this slow at one picture, in milliseconds, is not timed any further. */
const hopeless = 100;

/** How many times as fast as `other` a device is. Throws as `tryDevice` does. */
export async function compareSpeed(device: Device, other: Device): Promise<number> {
  if ((await timeRuns(device, 1, 2)) > hopeless) return 0;
  return (await timeRuns(other, 16, 3)) / (await timeRuns(device, 16, 3));
}

/** The shortest time of some runs, in milliseconds. */
async function timeRuns(device: Device, batch: number, runs: number): Promise<number> {
  const executable = await device.load(averaging(batch));
  const x = new Float32Array(batch * side * side * channels).fill(1);
  let shortest = Number.POSITIVE_INFINITY;
  try {
    for (let run = 0; run < runs; run++) {
      const started = performance.now();
      const { centre } = await executable.run({ x });
      shortest = Math.min(shortest, performance.now() - started);
      if (!centre!.every((value) => Math.abs(value - 1) < 1e-3)) {
        throw new AppError('device', `The ${device.kind} device computes wrong results. Set EASEL_DEVICE=cpu.`);
      }
    }
  } finally {
    await executable.release();
  }
  return shortest;
}
