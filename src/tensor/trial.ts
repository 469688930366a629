import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '#lib/errors.ts';
import type { Device } from './device.ts';
import { compile } from './program.ts';

const side = 32;
const channels = 64;
const layers = 3;
/** A run of so many milliseconds, when warm, needs no repeating. */
const hopeless = 100;
const shape = [1, side, side, channels] as const;

/** Convolutions that average ones: far from the borders the result is one everywhere, whatever their number. */
function averaging(): ReturnType<typeof compile> {
  return compile(
    ({ x }) => {
      const filter = tf.fill([3, 3, channels, channels], 1 / (9 * channels)) as tf.Tensor4D;
      let y = x as tf.Tensor4D;
      for (let layer = 0; layer < layers; layer++) y = tf.conv2d(y, filter, 1, 'same');
      return { centre: tf.slice(y, [0, side / 2, side / 2, 0], [-1, 1, 1, -1]) };
    },
    { x: { shape } },
  );
}

/**
 * Runs a small network on a device and returns how many milliseconds it takes once it is warm. Throws `device` where
 * the result is wrong.
 */
export async function tryDevice(device: Device): Promise<number> {
  const executable = await device.load(averaging());
  const x = new Float32Array(tf.util.sizeFromShape([...shape])).fill(1);
  const times: number[] = [];
  try {
    for (let run = 0; run < 5; run++) {
      const started = performance.now();
      const { centre } = await executable.run({ x });
      times.push(performance.now() - started);
      const right = centre!.every((value) => Math.abs(value - 1) < 1e-3);
      if (!right)
        throw new AppError('device', `The ${device.kind} device computes wrong results. Set EASEL_DEVICE=cpu.`);
      if (run > 0 && times[run]! > hopeless) break;
    }
  } finally {
    await executable.release();
  }
  return Math.min(...times.slice(1));
}
