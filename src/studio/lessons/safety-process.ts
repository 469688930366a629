import { setPriority } from 'node:os';
import { tensor3d } from '@tensorflow/tfjs';
import type { SafetyAnswer, SafetyOrder } from './safety.ts';

/** Shares of what a network of the package `nsfwjs` takes a picture for, by class; nothing where it is not installed. */
async function judge({ rgb, side }: SafetyOrder): Promise<SafetyAnswer> {
  const [{ load }, { MobileNetV2Model }] = await Promise.all([
    import('nsfwjs/core'),
    import('nsfwjs/models/mobilenet_v2'),
  ]);
  const network = await load('MobileNetV2', { modelDefinitions: [MobileNetV2Model] });
  const classes = await network.classify(tensor3d(rgb, [side, side, 3], 'int32'));
  return { shares: Object.fromEntries(classes.map(({ className, probability }) => [className, probability])) };
}

setPriority(10);
process.once('message', async (order: SafetyOrder) => {
  process.send!(await judge(order).catch((error): SafetyAnswer => ({ error: String(error) })));
  process.disconnect();
});
