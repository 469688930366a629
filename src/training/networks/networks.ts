import { compile, type Program, type ProgramFunction, type Signature } from '#tensor/program.ts';
import type { NamedTensor } from '../checkpoint/safetensors.ts';

export type Weights = Record<string, NamedTensor>;

/** Compiles a function of weights and inputs; the weights that it uses are part of the program. */
export function compileNetwork(weights: Weights, inputs: Signature, fn: ProgramFunction): Program {
  const all = Object.entries(weights);
  const parameters = Object.fromEntries(all.map(([name, { shape }]) => [name, { shape }]));
  const numbers = Object.fromEntries(all.map(([name, { data }]) => [name, data]));
  return compile(fn, { ...parameters, ...inputs }, numbers);
}
