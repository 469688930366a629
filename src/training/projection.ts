import * as tf from '@tensorflow/tfjs-core';
import type { Device, Executable } from '#tensor/device.ts';
import { adamStep, createAdamState } from './adam.ts';
import type { Family } from './family.ts';
import { descend, multiScaleL1 } from './losses.ts';
import { compileNetwork, networks, ofDecoder, type Weights } from './networks.ts';
import { drawCodes } from './prior.ts';

/** Steps of descent for a batch of pictures, from the mean code and from an encoder's. */
const steps = { fromMean: 120, fromEncoder: 40 };
/** Size of the first steps, in standard deviations of drawn codes; later ones shrink to nothing. */
const stepSize = 0.15;
/** How Adam descends; there is no average to keep. */
const descent = { beta1: 0.9, beta2: 0.99, emaDecay: 0, maxNorm: Number.POSITIVE_INFINITY };
/** Draws that the space of codes is measured by. */
const draws = 512;
/** Coordinates are pulled back to the mean this strongly: codes from where none are drawn would mix badly. */
const holding = 2e-3;
/** The loss compares pictures at this many resolutions. */
const scales = 3;

/**
 * Finds the codes of pictures by descent through the decoder (projection, Karras et al. 2020): from what the
 * family's encoder says, else from the mean of drawn codes, toward the picture that differs least. Takes seconds where
 * an encoder takes milliseconds. The executable takes
 * `image [batch, size, size, 4]` and gives `code [batch, code]`; the style is taken to be the average of all.
 */
export async function loadProjector<Config>(
  family: Family<Config>,
  config: Config,
  weights: Weights,
  device: Device,
  batch: number,
): Promise<Executable> {
  const { size } = family.code(config);
  const styles = family.styles(config).length;
  const side = family.size(config);
  const { mean, deviation } = measure(await drawCodes(family, config, weights, device, draws, 1), size);
  const network = compileNetwork(
    weights,
    ofDecoder,
    {
      place: { shape: [batch, size] },
      mean: { shape: [size] },
      deviation: { shape: [size] },
      style: { shape: [batch, styles] },
      keep: { shape: [batch, 1] },
      target: { shape: [batch, side, side, 4] },
    },
    ({ place, mean, deviation, style, keep, target, ...parameters }) => {
      const { gradients } = descend({ place: place! }, (moving) => {
        const code = tf.add(mean!, tf.mul(deviation!, moving.place!));
        const image = family.decode(config, parameters, { code, style: style!, keep: keep! });
        const difference = multiScaleL1(image, target as tf.Tensor4D, scales);
        return { losses: { loss: tf.add(difference, tf.mul(holding, tf.mean(tf.square(moving.place!)))) } };
      });
      return { slope: gradients.place! };
    },
  );
  const [program, encoder] = await Promise.all([
    device.load(network),
    family.encode && device.load(networks.encoder(family, config, weights, batch)),
  ]);
  const count = encoder ? steps.fromEncoder : steps.fromMean;
  const fixed = {
    mean,
    deviation,
    style: new Float32Array(batch * styles).fill(1 / styles),
    keep: new Float32Array(batch).fill(1),
  };

  return {
    run: async ({ image }) => {
      const state = createAdamState(batch * size);
      const { parameters: place, gradient: slope } = state;
      const start = encoder && (await encoder.run({ image: image! })).code!;
      if (start) place.set(start.map((value, i) => (value - mean[i % size]!) / (deviation[i % size]! || 1)));
      for (let step = 0; step < count; step++) {
        await program.run({ ...fixed, place, target: image! }, { slope });
        const learningRate = stepSize * (1 - step / count);
        adamStep(state, [{ start: 0, end: place.length, learningRate, ...descent }]);
      }
      return { code: place.map((coordinate, i) => mean[i % size]! + deviation[i % size]! * coordinate) };
    },
    release: async () => {
      await Promise.all([program.release(), encoder?.release()]);
    },
  };
}

/** Mean and standard deviation of each number of the codes. */
function measure(codes: Float32Array, size: number): { mean: Float32Array; deviation: Float32Array } {
  const count = codes.length / size;
  const mean = new Float32Array(size);
  const deviation = new Float32Array(size);
  for (const [i, value] of codes.entries()) mean[i % size]! += value / count;
  for (const [i, value] of codes.entries()) deviation[i % size]! += (value - mean[i % size]!) ** 2 / count;
  return { mean, deviation: deviation.map(Math.sqrt) };
}
