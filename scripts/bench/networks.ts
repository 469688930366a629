import { createRandom } from '#lib/random.ts';
import { vae } from '#models/vae/model.ts';
import { networks } from '#sampling/programs.ts';
import { compile, type Numbers, type Program, type Signature } from '#tensor/program.ts';
import type { ParameterSpec } from '#training/family.ts';
import { compileStep } from '#training/loop/steps.ts';
import { compileNetwork } from '#training/networks/networks.ts';
import { parametersOf } from '#training/networks/parameter-groups.ts';
import { initParameters, type ParameterSet } from '#training/networks/parameters.ts';
import { ganParameters, ganStep, generate, noiseSize } from './small-gan.ts';

/** A program with inputs to run it on. */
export interface Task {
  program: Program;
  inputs: Record<string, Numbers>;
}

/** Two networks: what is timed is a training step, gradients included and optimiser not, and code to picture. */
export type Network = 'gan' | 'vae';

/** The shipped VAE; its step without the adversary. */
const config = { ...vae.configFor({ styles: ['a', 'b', 'c', 'd', 'e', 'f'], size: 64 }), adversarialWeight: 0 };
/** Nothing starts at zero, where a mistake in a bias would not show. */
const draw = (specs: ParameterSpec[]) =>
  initParameters(
    specs.map((spec) => ({ ...spec, deviation: spec.deviation || 0.05 })),
    1,
  );
const parameters: Record<Network, ParameterSet> = { gan: draw(ganParameters()), vae: draw(parametersOf(vae, config)) };

/** Numbers in [0, 1), the same each time. */
function fill(signature: Signature): Record<string, Numbers> {
  const random = createRandom(2);
  return Object.fromEntries(
    Object.entries(signature).map(([name, { shape }]) => {
      const count = shape.reduce((product, length) => product * length, 1);
      return [name, Float32Array.from({ length: count }, () => random.uniform())];
    }),
  );
}

export function trainingStep(network: Network, batch: number): Task {
  const { views, signature } = parameters[network];
  if (network === 'vae') {
    const program = compileStep(vae, config, signature, batch);
    return { program, inputs: { ...views, ...fill(vae.batchSignature(config, batch)) } };
  }
  const inputs = {
    real: { shape: [batch, 64, 64, 3] },
    noise: { shape: [batch, noiseSize] },
    moreNoise: { shape: [batch, noiseSize] },
  };
  return { program: compile(ganStep, { ...signature, ...inputs }), inputs: { ...views, ...fill(inputs) } };
}

/** Codes to pictures, as the studio does it: the weights are part of the program. */
export function sampling(network: Network, batch: number): Task {
  const { views, signature } = parameters[network];
  const weights = Object.fromEntries(
    Object.entries(views).map(([name, data]) => [name, { shape: signature[name]!.shape, data }]),
  );
  const program =
    network === 'vae'
      ? networks.decoder({ family: vae, config, weights }, batch)
      : compileNetwork(weights, { noise: { shape: [batch, noiseSize] } }, ({ noise, ...p }) => ({
          image: generate(p, noise!),
        }));
  return { program, inputs: fill(program.inputs) };
}
