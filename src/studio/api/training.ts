import type { ModelInfo } from './models.ts';
import type { Caller } from './people.ts';

export interface TrainingProgress {
  /** In [0, 1]. */
  ratio: number;
  phase: 'preparing' | 'training' | 'comparing' | 'saving' | 'done';
  step: number;
  loss?: number;
  remainingMs?: number;
  /** How much the pictures are liked so far, while a taste is learnt. */
  liking?: number;
  /** What people should know, such as that the GPU failed and training goes on on the CPU. */
  note?: string;
  /** The loss so far as a PNG chart. */
  chart?: Uint8Array;
}

/** How a run went: `[step, value]` of the loss, and of how much the pictures are liked. */
export interface TrainingCurves {
  loss: [number, number][];
  liking: [number, number][];
}

export interface TrainingOutcome {
  /** The candidate, in use where it was promoted. */
  model: ModelInfo;
  promoted: boolean;
  /** Why it was or was not, in a clause that follows "because". */
  reason: string;
  /** What was measured, by name; docs/taste.md says what each means. */
  figures: Record<string, number>;
  /** What it learnt from. */
  sources: { votes: number; people: number; favorites: number; given: number };
  steps: number;
  images: number;
  seconds: number;
  /** The loss, or by how much the pictures are liked more, over the run. */
  chart: Uint8Array;
  /** The same codes decoded by the old and the new checkpoint, side by side, as one PNG. */
  beforeAfter: Uint8Array;
}

export interface TrainingTicket {
  id: string;
  done: Promise<TrainingOutcome>;
  onProgress(listener: (progress: TrainingProgress) => void): void;
  /** Stops without harm: the active checkpoint stays. */
  cancel(): void;
}

export interface Trainer {
  /** Starts a run. Throws `no_permission`, `busy` (one run at a time), `no_data`. */
  start(caller: Caller, minutes: number): Promise<TrainingTicket>;
  /** Stops the run of the caller's workspace; whether there was one. Throws `no_permission`. */
  cancel(caller: Caller): boolean;
  /** How far the run of this machine is, and whether it is the caller's workspace's. */
  current(caller: Caller): (TrainingProgress & { mine: boolean; curves: TrainingCurves }) | undefined;
}
