import { createRandom } from '#lib/random.ts';
import { vae } from '#models/vae/model.ts';
import type { Numbers, Program } from '#tensor/program.ts';
import { compileStep } from '#training/loop/steps.ts';
import { parametersOf } from '#training/networks/parameter-groups.ts';
import { initParameters } from '#training/networks/parameters.ts';
import { tinyVaeConfig } from './checkpoint.ts';
import { seed } from './numbers.ts';

/** A training step of the tiny VAE for a batch of two, and random inputs for it. */
export function tinyStep(): { program: Program; inputs: Record<string, Numbers> } {
  const config = tinyVaeConfig();
  const parameters = initParameters(parametersOf(vae, config), seed);
  const random = createRandom(seed);
  const batch = Object.entries(vae.batchSignature(config, 2)).map(([name, { shape }]) => {
    const count = shape.reduce((product, length) => product * length, 1);
    return [name, Float32Array.from({ length: count }, () => random.uniform())];
  });
  return {
    program: compileStep(vae, config, parameters.signature, 2),
    inputs: { ...parameters.views, ...Object.fromEntries(batch) },
  };
}
