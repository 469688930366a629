import { tensor3d } from '@tensorflow/tfjs';
import { load } from 'nsfwjs/core';
import { MobileNetV2Model } from 'nsfwjs/models/mobilenet_v2';
import { serveOrders } from '#lib/confined-process.ts';
import type { SafetyOrder } from './safety.ts';

const network = load('MobileNetV2', { modelDefinitions: [MobileNetV2Model] });

/** Shares of what a network of the package `nsfwjs` takes a picture for, by class. */
serveOrders(async ({ rgb, side }: SafetyOrder): Promise<Record<string, number>> => {
  const picture = tensor3d(rgb, [side, side, 3], 'int32');
  const classes = await (await network).classify(picture);
  picture.dispose();
  return Object.fromEntries(classes.map(({ className, probability }) => [className, probability]));
});
