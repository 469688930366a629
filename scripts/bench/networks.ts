import type * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '#lib/random.ts';
import { vae } from '#models/vae/model.ts';
import { compile, type Numbers, type Program, type Signature } from '#tensor/program.ts';
import { initParameters } from '#training/parameters.ts';
import { compileStep } from '#training/steps.ts';

/** A program with inputs to run it on. */
export interface Task {
  program: Program;
  inputs: Record<string, Numbers>;
}

const config = vae.configFor({ styles: ['a', 'b', 'c', 'd', 'e', 'f'], size: 64 });
const parameters = initParameters(vae.parameters(config), 1);

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

/** A training step of the default VAE, gradients included, optimiser not. */
export function trainingStep(batch: number): Task {
  const program = compileStep(vae, config, parameters.signature, batch);
  return { program, inputs: { ...parameters.views, ...fill(vae.batchSignature(config, batch)) } };
}

/** Codes to pictures, as the studio does it: the weights are part of the program. */
export function sampling(batch: number): Task {
  const signature = {
    code: { shape: [batch, vae.code(config).size] },
    style: { shape: [batch, config.styles.length] },
    keep: { shape: [batch, 1] },
  };
  const weights = Object.keys(parameters.views).filter((name) => name.startsWith('decoder/'));
  const pick = <Value>(all: Record<string, Value>) => Object.fromEntries(weights.map((name) => [name, all[name]!]));
  const program = compile(
    ({ code, style, keep, ...rest }) => ({
      image: vae.decode(config, rest as Record<string, tf.Tensor>, { code: code!, style: style!, keep: keep! }),
    }),
    { ...signature, ...pick(parameters.signature) },
    pick(parameters.views),
  );
  return { program, inputs: fill(signature) };
}
