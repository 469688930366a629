import type { Device, Executable } from '#tensor/device.ts';
import type { Numbers } from '#tensor/program.ts';
import type { Learner } from '../family.ts';
import { stateNames } from '../networks/adam/graph.ts';
import { adamStep } from '../networks/adam.ts';
import { adamGroups, freeze, parametersOf, rangesOf } from '../networks/parameter-groups.ts';
import { allocateParameters } from '../networks/parameters.ts';
import type { TrainingRun } from './run.ts';
import { compileStep, compileWholeStep, stateSignature, stepScalars } from './steps.ts';

/** What a step tells. */
export interface Taken {
  /** `loss:` and `metric:` by name, beside others. */
  results: Record<string, Numbers>;
  /** Norm of the whole gradient, before clipping. */
  gradientNorm: number;
}

/** Takes the steps of a run: gradients, then Adam. */
export interface Stepper {
  /** Nothing where the device was lost and another took over: the run is where it was last read, and wants another stepper. */
  take(batch: Record<string, Numbers>, learningRate: number): Promise<Taken | undefined>;
  /**
   * Brings the arrays of the run up to date where they are not. Where the device was lost, the run goes back to where it
   * was last read; where no other takes over, that throws `device`.
   */
  settle(): Promise<void>;
  release(): Promise<void>;
}

/** What steps are taken of. */
export interface StepperOptions<Config> {
  family: Learner<Config>;
  config: Config;
  device: Device;
  batchSize: number;
  /** Players whose parameters stay as they are, by name. */
  frozen?: readonly string[];
}

/** A stepper that leaves all of the state on the device where the device can keep it. */
export async function openStepper<Config>(options: StepperOptions<Config>, run: TrainingRun): Promise<Stepper> {
  const { device } = options;
  if (!canKeep(device)) return openHosted(options, run);
  return openResident(options, run).catch((error) => {
    if (canKeep(device)) throw error;
    return openHosted(options, run);
  });
}

/** Whether state can stay on it; no longer where it failed and another took over. */
const canKeep = (device: Device) => device.keep !== undefined;

function groupsAt<Config>({ family, config, frozen = [] }: StepperOptions<Config>) {
  const groups = freeze(family.groups(config), frozen);
  const ranges = rangesOf(groups);
  return (learningRate: number) => adamGroups(groups, ranges, learningRate);
}

/** The programs of a run; `current` is the one whose turn it is. */
async function loadTurns<Config>(
  { family, config }: StepperOptions<Config>,
  run: TrainingRun,
  load: (penalised: boolean) => Promise<Executable>,
) {
  const every = family.penaltyEvery?.(config) ?? 0;
  const plain = every === 1 ? undefined : await load(false);
  const penalised = every > 0 ? await load(true) : undefined;
  return {
    current: () => (every > 0 && run.step % every === 0 ? penalised : plain)!,
    release: async () => {
      await Promise.all([plain?.release(), penalised?.release()]);
    },
  };
}

/** The state lies in this process, which moves it; the device computes gradients alone. */
async function openHosted<Config>(options: StepperOptions<Config>, run: TrainingRun): Promise<Stepper> {
  const { family, config, device, batchSize, frozen } = options;
  const groups = groupsAt(options);
  const programs = await loadTurns(options, run, (penalised) =>
    device.load(compileStep(family, config, run.parameters.signature, batchSize, penalised, frozen)),
  );
  const { views } = allocateParameters(parametersOf(family, config), run.adam.gradient);
  const into = Object.fromEntries(Object.entries(views).map(([name, view]) => [`gradient:${name}`, view]));
  return {
    take: async (batch, learningRate) => {
      const results = await programs.current().run({ ...run.parameters.views, ...batch }, into);
      return { results, gradientNorm: Math.hypot(...adamStep(run.adam, groups(learningRate))) };
    },
    settle: async () => {},
    release: programs.release,
  };
}

/** The state stays on the device, which moves it; a lost device costs the steps since it was last read. */
async function openResident<Config>(options: StepperOptions<Config>, run: TrainingRun): Promise<Stepper> {
  const { family, config, device, batchSize, frozen } = options;
  const groups = groupsAt(options);
  const signature = stateSignature(run.parameters.signature);
  const arrays = Object.fromEntries(stateNames.map((name) => [`state:${name}`, run.adam[name]]));
  const resident = await device.keep!(arrays, signature);
  const programs = await loadTurns(options, run, (penalised) => {
    const lesson = { family, config, batchSize, penalised, frozen };
    return device.load(compileWholeStep(lesson, run.parameters.signature, groups(1)), resident);
  }).catch(async (error) => {
    await resident.release();
    throw error;
  });
  let settled = { step: run.step, adamStep: run.adam.step };
  let failed = false;

  /** Goes back to where the state was last read; throws where no other device goes on from there. */
  function goBack(error: unknown): void {
    failed = true;
    run.step = settled.step;
    run.adam.step = settled.adamStep;
    if (canKeep(device)) throw error;
  }

  async function settle(): Promise<void> {
    if (failed || run.step === settled.step) return;
    try {
      const numbers = await resident.read();
      for (const name of stateNames) run.adam[name].set(numbers[`state:${name}`]!);
      settled = { step: run.step, adamStep: run.adam.step };
    } catch (error) {
      goBack(error);
    }
  }

  return {
    take: async (batch, learningRate) => {
      if (failed) return undefined;
      const moving = groups(learningRate);
      const scalars = stepScalars(moving, run.adam.step + 1);
      const results = await programs
        .current()
        .run({ ...batch, ...scalars })
        .catch(goBack);
      if (!results) return undefined;
      const norms = moving.map((_, index) => results[`norm:${index}`]![0]!);
      if (norms.some(Number.isFinite)) run.adam.step++;
      return { results, gradientNorm: Math.hypot(...norms) };
    },
    settle,
    release: async () => {
      // A lost device may throw again as it lets go.
      await Promise.all([programs.release(), resident.release()]).catch((error) => {
        if (!failed) throw error;
      });
    },
  };
}
