import { createRandom } from '#lib/random.ts';
import { type Device, threadCount } from '#tensor/device.ts';
import type { Numbers } from '#tensor/program.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Learner } from '../family.ts';
import { learningRateAt, spreadAdam } from '../networks/adam.ts';
import { freeze } from '../networks/parameter-groups.ts';
import type { TrainingRun } from './run.ts';
import { openStepper, type Stepper, type StepperOptions, type Taken } from './stepper.ts';

export interface TrainingOptions<Config> extends StepperOptions<Config> {
  dataset: Dataset;
  /** Threads of the optimiser; 0, or nothing, asks for one per core. */
  threads?: number;
  learningRate: number;
  /** Steps that the learning rate grows for; see `learningRateAt`. */
  warmUpSteps?: number;
  seed: number;
  /** When to stop: after this much training time, or this many steps (exactly repeatable). */
  until: { minutes: number } | { steps: number };
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

/** A learner with all that its steps take. */
export async function prepareLearner<Config>(
  family: Learner<Config>,
  config: Config,
  dataset: Dataset,
  device: Device,
): Promise<Learner<Config>> {
  return { ...family, fixed: { ...family.fixed, ...(await family.prepare?.(config, dataset, device)) } };
}

/**
 * Trains in place until the time or the steps are spent, or the signal says stop. Every step draws its batch from a
 * stream of its own (seed and step number), so a resumed run continues as if it had never stopped.
 */
export async function train<Config>(given: TrainingOptions<Config>, run: TrainingRun): Promise<void> {
  const { config, dataset, batchSize, until, seed, settleEveryMs = 30_000, onStep } = given;
  // What cannot be frozen is said before anything that takes time.
  freeze(given.family.groups(config), given.frozen ?? []);
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
      // The state may live on a device: it is read before the end, which a loss found then can put off, and now and then.
      if (isOver() || performance.now() - settledAt > settleEveryMs) await run.settle();
      if (isOver()) break;

      const started = performance.now();
      const batch = await batches.next(createRandom(seed, run.step + 1), batchSize);

      // The gradients of all losses; Adam moves the parameters, and their averages follow.
      const learningRate = learningRateAt(options.learningRate, progress(), run.step, options.warmUpSteps);
      const taken = await stepper.take(batch, learningRate);
      if (!taken) {
        await stepper.release();
        stepper = await openStepper(options, run);
        continue;
      }
      run.step++;
      run.seconds += (performance.now() - started) / 1000;

      // Whoever listens writes its journal, and saves when it is time to.
      await onStep?.(reportOf(run, taken, { learningRate, batchSize, progress: progress() }), run);
    }
  } finally {
    await run.settle().catch(() => {});
    delete run.settle;
    await Promise.all([stepper?.release(), optimiserThreads.release()]);
  }
}

function reportOf(
  { step, seconds }: TrainingRun,
  { results, gradientNorm }: Taken,
  { learningRate, batchSize, progress }: { learningRate: number; batchSize: number; progress: number },
): StepReport {
  return {
    ...{ step, images: step * batchSize, seconds, progress: Math.min(1, progress), learningRate, gradientNorm },
    losses: scalars(results, 'loss:'),
    metrics: scalars(results, 'metric:'),
  };
}

/** Numbers by the rest of their name. */
function scalars(results: Record<string, Numbers>, prefix: string): Record<string, number> {
  const named = Object.entries(results).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(named.map(([name, value]) => [name.slice(prefix.length), value[0]!]));
}
