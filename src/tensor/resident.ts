import * as ort from 'onnxruntime-node';
import type { Device, Resident } from './executable.ts';
import { compile, type Numbers, type Signature, type TensorSpec } from './program.ts';

/** The output that becomes the resident tensor `name`. */
export const nextOf = (name: string) => `next:${name}`;

export const toTensor = (data: Numbers, { shape, dtype = 'float32' }: TensorSpec) => new ort.Tensor(dtype, data, shape);

/** The inputs that a run is still to be given. */
export const givenInputs = (inputs: Signature, { tensors }: Resident): Signature =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => !tensors[name]));

/**
 * Keeps tensors on a device. They are read by a program that copies them: the `getData` of onnxruntime-node 1.30 ends the
 * process where a tensor is on a GPU.
 */
export async function keepTensors(
  device: Device,
  arrays: Record<string, Numbers>,
  signature: Signature,
): Promise<Resident> {
  const names = Object.keys(signature);
  const tensors = Object.fromEntries(names.map((name) => [name, toTensor(arrays[name]!, signature[name]!)]));
  const copy = compile((all) => Object.fromEntries(names.map((name) => [`read:${name}`, all[name]!])), signature);
  const resident: Resident = {
    tensors,
    read: async () => {
      const copies = await reader.run({});
      return Object.fromEntries(names.map((name) => [name, copies[`read:${name}`]!]));
    },
    release: async () => {
      for (const tensor of Object.values(tensors)) tensor.dispose();
      await reader.release();
    },
  };
  const reader = await device.load(copy, resident);
  return resident;
}

/** Puts what a run left on the device in the place of what it took from there, and returns its other results. */
export function replaceTensors(
  { tensors }: Resident,
  results: ort.InferenceSession.ReturnType,
): ort.InferenceSession.ReturnType {
  const rest = { ...results };
  for (const [name, old] of Object.entries(tensors)) {
    const next = rest[nextOf(name)];
    if (!next) continue;
    old.dispose();
    tensors[name] = next;
    delete rest[nextOf(name)];
  }
  return rest;
}
