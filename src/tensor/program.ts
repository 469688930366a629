import * as tf from '@tensorflow/tfjs-core';
import './gradients.ts';
import './kernels/binary.ts';
import './kernels/constants.ts';
import './kernels/convolution.ts';
import './kernels/depthwise.ts';
import './kernels/elementwise.ts';
import './kernels/fused.ts';
import './kernels/indexing.ts';
import './kernels/matrix.ts';
import './kernels/pooling.ts';
import './kernels/rearrangement.ts';
import './kernels/reduction.ts';
import './kernels/resampling.ts';
import './kernels/shape.ts';
import './kernels/unary.ts';
import { fuse } from './fusion.ts';
import { encodeModel, type OnnxModel } from './onnx.ts';
import { backendName, Recorder, type Symbolic } from './recorder.ts';

export type DType = 'float32' | 'int32';
export type Numbers = Float32Array | Int32Array;

/** Name, shape and type of what goes into or comes out of a program. */
export interface TensorSpec {
  shape: readonly number[];
  dtype?: DType;
}

export type Signature = Record<string, TensorSpec>;
export type Tensors = Record<string, tf.Tensor>;

/** A pure function of named tensors; randomness enters as an input. */
export type ProgramFunction = (inputs: Tensors) => Tensors;

/** What a graph is written for: standard ONNX without a target. */
export interface Target {
  /** Channels in a block of ONNX Runtime's blocked layout on this processor; 0 where it has none. */
  block: number;
}

/** A recorded function: a graph that any device can load, and the function itself for eager backends. */
export interface Program {
  readonly inputs: Signature;
  readonly outputs: Signature;
  readonly fn: ProgramFunction;
  readonly constants: Record<string, Numbers>;
  readonly constantSpecs: Signature;
  /** The graph that was recorded. */
  model(target?: Target): OnnxModel;
  /** The ONNX file of that graph. */
  toOnnx(target?: Target): Uint8Array;
}

const recorder = new Recorder();
tf.registerBackend(backendName, () => recorder);

/**
 * Runs `fn` once on symbolic tensors and keeps the graph of what it did, gradients included. Inputs named in
 * `constants` become part of the program, so that a device can prepare them. Throws where `fn` uses a tfjs kernel that
 * cannot be recorded (the message names it) or reads a value.
 */
export function compile(fn: ProgramFunction, signature: Signature, constants: Record<string, Numbers> = {}): Program {
  const standard = record(fn, signature, constants, 0);
  const named = (isConstant: boolean) =>
    Object.fromEntries(Object.entries(signature).filter(([name]) => name in constants === isConstant));
  const model = ({ block }: Target = { block: 0 }) =>
    block === 0 ? standard.graph.model() : record(fn, signature, constants, block).graph.model(fuse);
  return {
    inputs: named(false),
    outputs: standard.outputs,
    fn,
    constants,
    constantSpecs: named(true),
    model,
    toOnnx: (target) => encodeModel(model(target)),
  };
}

function record(fn: ProgramFunction, signature: Signature, constants: Record<string, Numbers>, block: number) {
  const before = tf.getBackend();
  const { graph } = recorder.begin(block);
  tf.setBackend(backendName);
  const outputs: Signature = {};
  try {
    tf.tidy(() => {
      const inputs = Object.entries(signature).map(([name, spec]) => [name, inputTensor(name, spec, constants[name])]);
      for (const [name, tensor] of Object.entries(fn(Object.fromEntries(inputs)))) {
        if (signature[name]) throw new Error(`${name} is an input: give the output another name.`);
        const symbol = recorder.symbol(tensor);
        const dtype = symbol.dtype === 'bool' ? 'int32' : symbol.dtype;
        const value = recorder.value(recorder.symbol(tf.cast(tensor, dtype)));
        graph.output(name, value, dtype, symbol.shape);
        outputs[name] = { shape: symbol.shape, dtype };
      }
    });
  } catch (error) {
    const missing = /kernel '(\w+)' not registered|Kernel '(\w+)' not registered/.exec(String(error));
    if (missing)
      throw new Error(`The tfjs kernel ${missing[1] ?? missing[2]} cannot be recorded yet.`, { cause: error });
    throw error;
  } finally {
    tf.setBackend(before || 'cpu');
    recorder.begin();
  }
  return { graph, outputs };
}

function inputTensor(name: string, { shape, dtype = 'float32' }: TensorSpec, constant?: Numbers): tf.Tensor {
  const value = constant
    ? recorder.graph.constant(
        dtype,
        shape,
        new Uint8Array(constant.buffer, constant.byteOffset, constant.byteLength),
        name,
      )
    : recorder.graph.input(name, dtype, shape);
  const symbol: Symbolic = { shape, dtype, layout: 'rows', value };
  return tf.engine().makeTensorFromTensorInfo(recorder.info(symbol), recorder);
}

/** Refuses inputs that are missing, unknown, of the wrong size or of the wrong type, by name. */
export function checkInputs(signature: Signature, inputs: Record<string, Numbers>): void {
  for (const name of Object.keys(inputs)) {
    if (!signature[name])
      throw new Error(`The program has no input ${name}; it has ${Object.keys(signature).join(', ')}.`);
  }
  for (const [name, { shape, dtype = 'float32' }] of Object.entries(signature)) {
    const expected = tf.util.sizeFromShape([...shape]);
    const given = inputs[name];
    if (given?.length !== expected) {
      throw new Error(`Input ${name} is [${shape}], ${expected} numbers; ${given?.length ?? 'none'} were given.`);
    }
    if (given instanceof Float32Array !== (dtype === 'float32')) {
      throw new Error(`Input ${name} is ${dtype}; a ${given.constructor.name} was given.`);
    }
  }
}
