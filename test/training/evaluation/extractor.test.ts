import * as tf from '@tensorflow/tfjs';
import { MobileNetV2Model } from 'nsfwjs/models/mobilenet_v2';
import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { openDevice } from '#tensor/device.ts';
import { mobileNet, readMobileNet } from '#training/adversarial/mobilenet.ts';
import { pictureOf } from '#training/data/pictures.ts';
import { openExtractor } from '#training/evaluation/extractor.ts';
import { compileNetwork } from '#training/networks/networks.ts';
import { tinyDataset } from '../../helpers/dataset.ts';
import { relativeDifference, runOnce, seed } from '../../helpers/numbers.ts';

const device = await openDevice('cpu', 1);
const side = 32;

/** The bundled network up to its eleventh block, as tfjs itself reads and runs it. */
async function readByKeras(): Promise<tf.LayersModel> {
  const { modelTopology, weightsManifest } = (await MobileNetV2Model.modelJson()).default as unknown as {
    modelTopology: { model_config: { config: { layers: { name: string; config: object }[]; output_layers: unknown } } };
    weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[];
  };
  const topology = structuredClone(modelTopology);
  const { config } = topology.model_config;
  const last = 'block_10_project_BN';
  config.layers.splice(config.layers.findIndex(({ name }) => name === last) + 1);
  Object.assign(config.layers[0]!.config, { batch_input_shape: [null, side, side, 3] });
  config.output_layers = [[last, 0, 0]];
  const base64 = (await MobileNetV2Model.weightBundles[0]!()).default as unknown as string;
  const weightData = Uint8Array.from(Buffer.from(base64, 'base64')).buffer;
  const artifacts = { modelTopology: topology, weightSpecs: weightsManifest[0]!.weights, weightData };
  return tf.loadLayersModel(tf.io.fromMemory(artifacts), { strict: false });
}

test('the network is the bundled one, as tfjs reads it', async () => {
  const random = createRandom(seed);
  const picture = Float32Array.from({ length: side * side * 3 }, () => random.uniform() * 2 - 1);
  await tf.setBackend('cpu');
  const keras = await readByKeras();
  const expected = (keras.predict(tf.tensor4d(picture, [1, side, side, 3])) as tf.Tensor).dataSync() as Float32Array;

  const inputs = { picture: { shape: [1, side, side, 3] } };
  const program = compileNetwork(await readMobileNet(), inputs, ({ picture, ...p }) => ({
    block: mobileNet(p, picture as tf.Tensor4D)[11]!,
  }));
  const { block } = await runOnce(device, program, { picture });
  expect(relativeDifference(block!, expected), `SEED=${seed}`).toBeLessThan(1e-4);
});

test('a picture has the same features in any company, and a white thing differs from nothing', async () => {
  const dataset = tinyDataset(20);
  const extractor = await openExtractor(device, dataset.size);
  const pictures = [...dataset.pictures.keys()].map((index) => pictureOf(dataset, index));
  const nothing = new Uint8Array(pictures[0]!.length);
  const whiteDisc = pictures[0]!.map((_, i) => pictures[0]![i - (i % 4) + 3]!);
  const together = await extractor.extract([...pictures, nothing, whiteDisc]);
  const alone = await extractor.extract([whiteDisc]);
  await extractor.release();
  const row = (index: number) => together.values.subarray(index * together.size, (index + 1) * together.size);
  expect(together.values.length).toBe(together.size * 42);
  expect(relativeDifference(row(41), alone.values)).toBeLessThan(1e-5);
  expect(relativeDifference(row(40), row(41))).toBeGreaterThan(0.05);
});
