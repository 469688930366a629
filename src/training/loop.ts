import { AppError } from '#lib/errors.ts';
import { createRandom } from '#lib/random.ts';
import { type Device, threadCount } from '#tensor/device.ts';
import type { Numbers } from '#tensor/program.ts';
import { type AdamState, createAdamState, learningRateAt, spreadAdam } from './adam.ts';
import type { Dataset } from './data/dataset.ts';
import type { Learner } from './family.ts';
import { allocateParameters, countParameters, initParameters, type ParameterSet } from './parameters.ts';
import { freeze, parametersOf } from './players.ts';
import type { NamedTensor } from './safetensors.ts';
import { openStepper, type Stepper } from './stepper.ts';

export interface TrainingOptions<Config> {
  family: Learner<Config>;
  config: Config;
  dataset: Dataset;
  device: Device;
  /** Threads of the optimiser; 0, or nothing, asks for one per core. */
  threads?: number;
  batchSize: number;
  learningRate: number;
  /** Steps that the learning rate grows for; see `learningRateAt`. */
  warmUpSteps?: number;
  seed: number;
  /** Players whose parameters stay as they are, by name. */
  frozen?: readonly string[];
  /** When to stop: after this much training time, or this many steps (exactly repeatable). */
  until: { minutes: number } | { steps: number };
  /** Weights to start from instead of fresh ones. */
  from?: Record<string, NamedTensor>;
  signal?: AbortSignal;
  /** Where the state stays on the device: it is read this often at least, in milliseconds, and a lost device costs no more. */
  settleEveryMs?: number;
  /** After every step; may be slow now and then (saving, previews): that time does not count as training. */
  onStep?: (report: StepReport, run: TrainingRun) => Promise<void> | void;
}

export interface StepReport {
  step: number;
  /** Pictures seen so far. */
  images: number;
  /** Training time so far, in seconds, earlier parts of a resumed run included. */
  seconds: number;
  /** In [0, 1]. */
  progress: number;
  learningRate: number;
  gradientNorm: number;
  losses: Record<string, number>;
  metrics: Record<string, number>;
}

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

/** A run before its first step: fresh parameters, or those of a checkpoint. */
export function createRun<Config>(
  options: Pick<TrainingOptions<Config>, 'family' | 'config' | 'seed' | 'from'>,
): TrainingRun {
  const specs = parametersOf(options.family, options.config);
  const adam = createAdamState(countParameters(specs));
  const parameters = initParameters(specs, options.seed, adam.parameters);
  for (const [name, view] of Object.entries(parameters.views)) {
    const start = options.from?.[name]?.data;
    if (start && start.length !== view.length) {
      throw new AppError(
        'bad_option',
        `The model to start from has another size at ${name}: choose one of the same shape.`,
      );
    }
    if (start) view.set(start);
  }
  adam.ema.set(adam.parameters);
  const judging = options.family.players(options.config).filter(({ role }) => role === 'judges');
  const judges = new Set(judging.flatMap((player) => player.parameters.map(({ name }) => name)));
  return { parameters, judges, adam, step: 0, seconds: 0 };
}

/** A learner with all that its steps take. */
export async function prepareLearner<Config>(
  family: Learner<Config>,
  config: Config,
  dataset: Dataset,
  device: Device,
): Promise<Learner<Config>> {
  return { ...family, fixed: { ...family.fixed, ...(await family.prepare?.(config, dataset, device)) } };
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

/**
 * Trains in place until the time or the steps are spent, or the signal says stop. Every step draws its batch from a
 * stream of its own (seed and step number), so a resumed run continues as if it had never stopped.
 */
export async function train<Config>(given: TrainingOptions<Config>, run: TrainingRun): Promise<void> {
  const { config, dataset, batchSize, until, settleEveryMs = 30_000 } = given;
  // What cannot be frozen is said before anything that takes time.
  freeze(given.family.players(config), given.frozen ?? []);
  const family = await prepareLearner(given.family, config, dataset, given.device);
  const options = { ...given, family };
  const batches = family.batches(config, dataset);
  const optimiserThreads = spreadAdam(run.adam, threadCount(options.threads ?? 0));
  const progress = () => ('steps' in until ? run.step / until.steps : run.seconds / (until.minutes * 60));
  const isOver = () => progress() >= 1 || options.signal?.aborted;
  let stepper: Stepper | undefined;
  let settledAt = performance.now();
  run.settle = async () => {
    await stepper?.settle();
    settledAt = performance.now();
  };

  try {
    stepper = await openStepper(options, run);
    for (;;) {
      if (isOver() || performance.now() - settledAt > settleEveryMs) await run.settle();
      if (isOver()) break;
      const started = performance.now();
      const batch = await batches.next(createRandom(options.seed, run.step + 1), batchSize);
      const learningRate = learningRateAt(options.learningRate, progress(), run.step, options.warmUpSteps);
      const taken = await stepper.take(batch, learningRate);
      if (!taken) {
        await stepper.release();
        stepper = await openStepper(options, run);
        continue;
      }
      run.step++;
      run.seconds += (performance.now() - started) / 1000;
      await options.onStep?.(
        {
          step: run.step,
          images: run.step * batchSize,
          seconds: run.seconds,
          progress: Math.min(1, progress()),
          learningRate,
          gradientNorm: taken.gradientNorm,
          losses: scalars(taken.results, 'loss:'),
          metrics: scalars(taken.results, 'metric:'),
        },
        run,
      );
    }
  } finally {
    await run.settle().catch(() => {});
    delete run.settle;
    await Promise.all([stepper?.release(), optimiserThreads.release()]);
  }
}

/** Numbers by the rest of their name. */
function scalars(results: Record<string, Numbers>, prefix: string): Record<string, number> {
  const named = Object.entries(results).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(named.map(([name, value]) => [name.slice(prefix.length), value[0]!]));
}
