import { AppError } from '#lib/errors.ts';
import type { NamedTensor } from '../checkpoint/safetensors.ts';
import type { Learner } from '../family.ts';
import { type AdamState, createAdamState } from '../networks/adam.ts';
import { parametersOf } from '../networks/parameter-groups.ts';
import { allocateParameters, countParameters, initParameters, type ParameterSet } from '../networks/parameters.ts';

/** A model in training: all that is needed to go on exactly where it stopped. */
export interface TrainingRun {
  parameters: ParameterSet;
  /** The names of those that only training needs. */
  judges: ReadonlySet<string>;
  adam: AdamState;
  step: number;
  seconds: number;
  /** While it trains: brings parameters and averages here up to the step where they live on a device. */
  settle?(): Promise<void>;
}

export interface RunOptions<Config> {
  family: Learner<Config>;
  config: Config;
  seed: number;
  /** Weights to start from instead of fresh ones. */
  from?: Record<string, NamedTensor>;
}

/** A run before its first step: fresh parameters, or those of a checkpoint. */
export function createRun<Config>({ family, config, seed, from }: RunOptions<Config>): TrainingRun {
  const specs = parametersOf(family, config);
  const adam = createAdamState(countParameters(specs));
  const parameters = initParameters(specs, seed, adam.parameters);
  for (const [name, view] of Object.entries(parameters.views)) {
    const start = from?.[name]?.data;
    if (start && start.length !== view.length) {
      throw new AppError(
        'bad_option',
        `The model to start from has another size at ${name}: choose one of the same shape.`,
      );
    }
    if (start) view.set(start);
  }
  adam.ema.set(adam.parameters);
  const judging = family.groups(config).filter(({ role }) => role === 'judges');
  const judges = new Set(judging.flatMap((group) => group.parameters.map(({ name }) => name)));
  return { parameters, judges, adam, step: 0, seconds: 0 };
}

/** The averaged weights, which sampling uses; those that only training needs are left out. */
export function emaWeights({ parameters, judges, adam }: TrainingRun): Record<string, NamedTensor> {
  const copy = allocateParameters(Object.entries(parameters.signature).map(([name, { shape }]) => ({ name, shape })));
  copy.flat.set(adam.ema);
  return Object.fromEntries(
    Object.entries(copy.views).flatMap(([name, data]) =>
      judges.has(name) ? [] : [[name, { shape: copy.signature[name]!.shape, data }]],
    ),
  );
}
