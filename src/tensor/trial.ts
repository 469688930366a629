import * as tf from '@tensorflow/tfjs-core';
import type { Device } from './executable.ts';
import { DeviceError } from './failure.ts';
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

/** A device this slow at one picture, in milliseconds, is a software adapter or as good as one. */
const hopeless = 100;

/** Pictures a second that a device puts through a small network. Throws as `tryDevice` does. */
export async function measureSpeed(device: Device): Promise<number> {
  const one = await timeRuns(device, 1, 2);
  if (one > hopeless) return 1000 / one;
  return 16_000 / (await timeRuns(device, 16, 3));
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
        throw new DeviceError(device.kind, 'computes wrong results');
      }
    }
  } finally {
    await executable.release();
  }
  return shortest;
}
