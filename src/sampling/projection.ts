import * as tf from '@tensorflow/tfjs-core';
import type { Device, Executable } from '#tensor/device.ts';
import { descend, edgeL1, multiScaleL1 } from '#training/losses.ts';
import { adamStep, createAdamState } from '#training/networks/adam.ts';
import { compileNetwork } from '#training/networks/networks.ts';
import type { Model } from './model.ts';
import { need, networks } from './programs.ts';

/** Steps of descent for a batch of pictures: from the mean code; from what an encoder says, which is near already. */
const steps = { fromMean: 120, fromReading: 10 };
/** Size of the first steps, in standard deviations of the codes; later ones shrink to nothing. */
const stepSize = 0.15;
/** How Adam descends; there is no average to keep. */
const descent = { beta1: 0.9, beta2: 0.99, emaDecay: 0, maxNorm: Number.POSITIVE_INFINITY };
/** Coordinates are pulled back to where they began this strongly: codes from where none are drawn would mix badly. */
const holding = 2e-3;
/** The loss compares pictures at this many resolutions. */
const scales = 3;

/**
 * Finds the codes of pictures by descent through the decoder (projection, Karras et al. 2020): from what the
 * family's encoder says, else from the mean code, toward the picture that differs least. Takes many times as long as an
 * encoder. The executable takes `image [batch, size, size, 4]` and the `style [batch, styles]` that it is painted in,
 * and gives `code [batch, code]`.
 */
export async function loadProjector<Config>(model: Model<Config>, device: Device, batch: number): Promise<Executable> {
  const { family, config, weights, measures } = model;
  const decode = need(family, 'decode');
  if (!measures) throw new Error('The codes of this model were not measured.');
  const { mean, deviation } = measures;
  const { size } = family.code(config);
  const side = family.size(config);
  const network = compileNetwork(
    weights,
    {
      place: { shape: [batch, size] },
      begun: { shape: [batch, size] },
      mean: { shape: [size] },
      deviation: { shape: [size] },
      style: { shape: [batch, family.styles(config).length] },
      keep: { shape: [batch, 1] },
      target: { shape: [batch, side, side, 4] },
    },
    ({ place, begun, mean: middle, deviation, style, keep, target, ...parameters }) => {
      const wanted = target as tf.Tensor4D;
      const { gradients } = descend({ place: place! }, (moving) => {
        const code = tf.add(middle!, tf.mul(deviation!, moving.place!));
        const image = decode(config, parameters, { code, style: style!, keep: keep! });
        const far = tf.mul(holding, tf.mean(tf.square(tf.sub(moving.place!, begun!))));
        const mean = tf.addN([multiScaleL1(image, wanted, scales), edgeL1(image, wanted), far]);
        // Summed, so that no picture's way depends on how many others go beside it.
        return { losses: { loss: tf.mul(batch, mean) as tf.Scalar } };
      });
      return { slope: gradients.place! };
    },
  );
  const [program, encoder] = await Promise.all([
    device.load(network),
    family.encode && device.load(networks.encoder(model, batch)),
  ]);
  const count = encoder ? steps.fromReading : steps.fromMean;
  const fixed = { mean, deviation, keep: new Float32Array(batch).fill(1) };

  return {
    run: async ({ image, style }) => {
      const state = createAdamState(batch * size);
      const { parameters: place, gradient: slope } = state;
      const start = encoder && (await encoder.run({ image: image! })).code!;
      if (start) place.set(start.map((value, i) => (value - mean[i % size]!) / deviation[i % size]!));
      const begun = place.slice();
      for (let step = 0; step < count; step++) {
        await program.run({ ...fixed, place, begun, style: style!, target: image! }, { slope });
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
