import * as tf from '@tensorflow/tfjs-core';
import type { Device } from '#tensor/device.ts';
import { mobileNet, readMobileNet } from '../adversarial/mobilenet.ts';
import { compileNetwork } from '../networks/networks.ts';
import type { Features } from './features.ts';

const batch = 32;
/** What `mobileNet` gives whose channels are measured: edges and texture, parts, and what things are. */
const measuredBlocks = [3, 6, 11];
/** Width and height of the pictures that the network looks at, and of the outline that is kept of them. */
const side = 64;
const outline = 8;

export type Progress = (done: number, total: number) => void;

/** Turns premultiplied RGBA, `[size, size, 4]` each, into features. */
export interface Extractor {
  extract(pictures: readonly Uint8Array[], onProgress?: Progress): Promise<Features>;
  release(): Promise<void>;
}

/**
 * What pictures are compared by, 368 numbers: mean and standard deviation of every channel of three blocks of a
 * MobileNetV2 that looks at the picture over white, and its alpha at 8 × 8, so that a white thing on nothing differs
 * from nothing. Throws `no_data` where the network is not installed.
 */
export function openExtractor(device: Device, size: number): Promise<Extractor> {
  return openNetwork(device, size, (blocks, alpha) => [
    ...measuredBlocks.flatMap((block) => describeChannels(blocks[block]!)),
    tf.reshape(tf.avgPool(alpha, side / outline, side / outline, 'valid'), [batch, outline * outline]),
  ]);
}

type Description = (blocks: tf.Tensor4D[], alpha: tf.Tensor4D) => tf.Tensor[];

async function openNetwork(device: Device, size: number, describe: Description): Promise<Extractor> {
  const weights = await readMobileNet();
  const program = compileNetwork(weights, { pictures: { shape: [batch, size, size, 4] } }, (inputs) => {
    const { pictures, ...p } = inputs;
    const seen = tf.image.resizeBilinear(pictures as tf.Tensor4D, [side, side], false, true);
    const colour = tf.slice(seen, [0, 0, 0, 0], [-1, -1, -1, 3]);
    const alpha = tf.slice(seen, [0, 0, 0, 3], [-1, -1, -1, 1]) as tf.Tensor4D;
    const overWhite = tf.sub(tf.add(colour, 1), alpha) as tf.Tensor4D;
    const blocks = mobileNet(p, tf.sub(tf.mul(overWhite, 2), 1) as tf.Tensor4D);
    return { features: tf.concat(describe(blocks, alpha), 1) };
  });
  const network = await device.load(program);
  const featureSize = program.outputs.features!.shape[1]!;
  return {
    release: () => network.release(),
    extract: async (pictures, onProgress) => {
      const values = new Float32Array(pictures.length * featureSize);
      const input = new Float32Array(batch * size * size * 4);
      for (let start = 0; start < pictures.length; start += batch) {
        const few = pictures.slice(start, start + batch);
        for (const [row, pixels] of few.entries()) {
          for (let i = 0; i < pixels.length; i++) input[row * pixels.length + i] = pixels[i]! / 255;
        }
        const { features } = await network.run({ pictures: input });
        values.set((features as Float32Array).subarray(0, few.length * featureSize), start * featureSize);
        onProgress?.(start + few.length, pictures.length);
      }
      return { size: featureSize, values };
    },
  };
}

/** Mean and standard deviation over each channel's pixels, `[batch, channels]` each. */
function describeChannels(block: tf.Tensor4D): tf.Tensor[] {
  const mean = tf.mean(block, [1, 2], true);
  const variance = tf.mean(tf.square(tf.sub(block, mean)), [1, 2]);
  return [tf.reshape(mean, variance.shape), tf.sqrt(tf.add(variance, 1e-6))];
}
