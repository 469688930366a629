import type { DeviceChoice } from '#lib/config.ts';
import type { DeviceError } from '#tensor/failure.ts';
import type { Taste } from '#training/taste/fit.ts';
import type { TrainingProgress } from '../api.ts';
import type { Favorite } from './favorites.ts';
import type { Verdict } from './gate.ts';

/** What a run in a process of its own is told. */
export interface TrainingOrder {
  checkpointDirectory: string;
  /** The folder of the checkpoint to go on from. */
  from: string;
  cacheDirectory: string;
  /** For everything, from reading to judging. */
  minutes: number;
  seed: number;
  device: DeviceChoice;
  threads: number;
  /** Of the process, as `nice` counts. */
  priority: number;
  favorites: Favorite[];
  /** What people like, where that is known. */
  taste?: Taste;
}

/** What it answers. */
export interface TrainingResult extends Omit<Verdict, 'tooFar'> {
  /** The candidate's. */
  id: string;
  steps: number;
  images: number;
  seconds: number;
  chart: Uint8Array;
}

export interface Watcher {
  report(progress: TrainingProgress): void;
  /** The device failed and the CPU took over. */
  onFailure(failure: DeviceError): void;
}
