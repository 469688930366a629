import { AppError } from '#lib/errors.ts';
import type { ModelInfo, Models, Trainer, TrainingOutcome, TrainingProgress } from '#studio/api.ts';
import { flatPng, paintedOn } from './album.ts';

const easel = { name: 'easel', family: 'vae', step: 120_000, createdAt: paintedOn, note: 'shipped with Easel' };
const tuned = { name: '3f9c2a71', family: 'vae', step: 121_500, parent: 'easel', createdAt: paintedOn, note: '' };

/** Two checkpoints, the shipped one in use. */
export function createFakeModels(): Models {
  let active = easel.name;
  let before = easel.name;
  const all = (): ModelInfo[] => [easel, tuned].map((model) => ({ ...model, active: model.name === active }));
  const use = (name: string): ModelInfo => {
    const found = all().find((model) => model.name === name);
    if (!found) throw new AppError('not_found', `There is no model ${name}. /model list shows them all.`);
    before = active;
    active = name;
    return { ...found, active: true };
  };
  const lesson = { model: tuned.name, parent: easel.name, at: paintedOn, promoted: true, reason: 'it is liked more' };
  return {
    list: async () => all(),
    use: async (_caller, name) => use(name),
    rollback: async () => use(before),
    history: async () => ({
      lessons: [{ ...lesson, active: active === tuned.name, figures: { taste_gain: 1.21 } }],
      picture: await flatPng('history', 24),
    }),
    compare: async (_caller, one, other) => flatPng(`${one} ${other}`, 24),
    picture: async (_caller, name) => flatPng(name, 24),
  };
}

export interface FakeTrainer extends Trainer {
  /** Minutes of the runs that were started. */
  started: number[];
  report(progress: TrainingProgress): void;
  finish(): Promise<void>;
}

/** One run at a time, which goes on and ends as the test says. */
export function createFakeTrainer(): FakeTrainer {
  const started: number[] = [];
  let progress: TrainingProgress = { ratio: 0, phase: 'preparing', step: 0 };
  const listeners = new Set<(progress: TrainingProgress) => void>();
  let run: PromiseWithResolvers<TrainingOutcome> | undefined;
  const cancel = () => {
    run?.reject(new AppError('cancelled', 'The training was cancelled; the model stays as it was.'));
    const wasRunning = run !== undefined;
    run = undefined;
    return wasRunning;
  };
  return {
    started,
    async start(_caller, minutes) {
      if (run) throw new AppError('busy', 'A training is running already. Please wait until it is done.');
      run = Promise.withResolvers<TrainingOutcome>();
      run.promise.catch(() => {});
      started.push(minutes);
      return { id: 'run1', done: run.promise, onProgress: (listener) => void listeners.add(listener), cancel };
    },
    cancel,
    current: () => run && { ...progress, mine: true, curves: { loss: [], liking: [] } },
    report: (now) => {
      progress = now;
      for (const listener of listeners) listener(now);
    },
    async finish() {
      const [beforeAfter, chart] = await Promise.all([flatPng('before and after', 16), flatPng('loss', 8)]);
      run?.resolve({
        model: { ...tuned, active: true },
        promoted: true,
        reason: 'it is better',
        figures: { heldout_mae_before: 0.0512, heldout_mae: 0.0488 },
        sources: { votes: 212, people: 20, favorites: 3, given: 0 },
        ...{ steps: 1500, images: 48_000, seconds: 900, chart, beforeAfter },
      });
      run = undefined;
    },
  };
}
