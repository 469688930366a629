import { compile, type Program, type Signature, type Tensors } from '#tensor/program.ts';
import type { Learner } from './family.ts';

const pick = (all: Tensors, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, all[name]!]));

/**
 * One training step as a program: parameters and a batch in; `gradient:` by parameter, `loss:` and `metric:` by name
 * out.
 */
export function compileStep<Config>(
  family: Learner<Config>,
  config: Config,
  parameters: Signature,
  batchSize: number,
  penalised = false,
): Program {
  const batch = family.batchSignature(config, batchSize);
  const fixed = Object.entries(family.fixed ?? {});
  const prefixed = (prefix: string, all: Tensors) =>
    Object.fromEntries(Object.entries(all).map(([name, tensor]) => [prefix + name, tensor]));
  return compile(
    (inputs) => {
      const {
        gradients,
        losses,
        metrics = {},
      } = family.step(
        config,
        pick(inputs, Object.keys(parameters)),
        pick(inputs, Object.keys(batch)),
        penalised,
        Object.fromEntries(fixed.map(([name]) => [name, inputs[name]!])),
      );
      return { ...prefixed('gradient:', gradients), ...prefixed('loss:', losses), ...prefixed('metric:', metrics) };
    },
    { ...parameters, ...batch, ...Object.fromEntries(fixed.map(([name, { shape }]) => [name, { shape }])) },
    Object.fromEntries(fixed.map(([name, { data }]) => [name, data])),
  );
}
