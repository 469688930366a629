import type * as ort from 'onnxruntime-node';
import type { DeviceChoice } from '#lib/config.ts';
import type { Numbers, Program, Signature } from './program.ts';

export type DeviceKind = Exclude<DeviceChoice, 'auto'>;

/** A program on a device. `run` refuses missing, unknown and wrongly sized inputs by name. */
export interface Executable {
  /**
   * Runs once. Results are written into `into` where it names them, else into new arrays. An array of `into` is not an
   * input as well: a run that failed is done again from the same inputs.
   */
  run(inputs: Record<string, Numbers>, into?: Record<string, Numbers>): Promise<Record<string, Numbers>>;
  release(): Promise<void>;
}

export interface Device {
  kind: DeviceKind;
  /** For people: what it is and why it was taken. */
  description: string;
  /** Inputs that `resident` has are taken from there; an output `next:NAME` stays there and is the next run's NAME. */
  load(program: Program, resident?: Resident): Promise<Executable>;
  /** Keeps tensors on the device from run to run, where it can. They start as the arrays are at the first run. */
  keep?(arrays: Record<string, Numbers>, signature: Signature): Promise<Resident>;
}

/** Named tensors that stay on a device from one run to the next. All programs loaded with them share them. */
export interface Resident {
  /** Of the device: what the next run takes in. */
  readonly tensors: Record<string, ort.Tensor>;
  /** Downloads all of them, into new arrays. */
  read(): Promise<Record<string, Numbers>>;
  release(): Promise<void>;
}
