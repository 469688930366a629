import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '#lib/errors.ts';
import { Graph } from './graph.ts';
import type { Attribute, ElementType } from './onnx.ts';

/**
 * How a rank 4 tensor, `[batch, height, width, channels]` to the program, lies in memory: `rows` as it reads; `planes`
 * as `[batch, channels, height, width]`, which ONNX's convolutions want; or `blocked` as `[batch, channels / block,
 * height, width, block]`, which ONNX Runtime's fastest convolutions on a CPU want. All others are `rows`.
 */
export type Layout = 'rows' | 'planes' | 'blocked';

/** ONNX Runtime's own operators for the blocked layout. */
export const blockedDomain = 'com.microsoft.nchwc::';

/** A tensor of a program that is being recorded: no numbers, but the graph's value that will hold them. */
export interface Symbolic {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly layout: Layout;
  /** The value's name in the graph; made on demand where the tensor is uniform. */
  readonly value?: string;
  /** The number that every element is, where that is known. */
  readonly uniform?: number;
}

type Shaped = Pick<Symbolic, 'shape' | 'dtype'> & Partial<Pick<Symbolic, 'layout'>>;

export const backendName = 'easel-recorder';
const toPlanes = [0, 3, 1, 2];
const toRows = [0, 2, 3, 1];

/** The position in memory of each of the program's axes. */
export const planeAxis = [0, 2, 3, 1];

/** A tfjs backend that computes nothing: its kernels append nodes to an ONNX graph. */
export class Recorder extends tf.KernelBackend {
  graph = new Graph();
  /** By value and layout: the same tensor's value in that layout. */
  readonly #moved = new Map<string, string>();
  /** By a value: the same after LeakyReLU or ReLU, which keep its sign. */
  readonly activated = new Map<string, Symbolic>();
  /** By the value of pictures enlarged twice: the small ones. Kernels that can do with those need no enlarging. */
  readonly enlarged = new Map<string, Symbolic>();
  /** By the value of a convolution's gradient: how to record the sum over each 2 × 2 pixels of it at once. */
  readonly pooled = new Map<string, () => Symbolic>();
  /** Channels in a block of the blocked layout; 0 where the program must be standard ONNX. */
  block = 0;
  #symbols = new WeakMap<tf.DataId, Symbolic>();

  /** Forgets the last program and starts another. */
  begin(block = 0): this {
    this.block = block;
    this.graph = new Graph();
    this.#moved.clear();
    this.activated.clear();
    this.enlarged.clear();
    this.pooled.clear();
    this.#symbols = new WeakMap();
    return this;
  }

  /** Wraps a symbolic tensor in what tfjs kernels return. */
  info(symbol: Symbolic): tf.TensorInfo {
    const dataId = {};
    this.#symbols.set(dataId, symbol);
    return { dataId, shape: [...symbol.shape], dtype: symbol.dtype };
  }

  symbol(tensor: tf.TensorInfo): Symbolic {
    const symbol = this.#symbols.get(tensor.dataId);
    if (!symbol) throw new Error('A tensor from outside entered a recorded function. Pass it as an input.');
    return { ...symbol, shape: tensor.shape };
  }

  /** Appends a node over values that are already in the right layout. */
  emit(op: string, inputs: readonly string[], out: Shaped, attributes?: Record<string, Attribute>): Symbolic {
    const value = this.graph.add(op, inputs, attributes);
    return { shape: out.shape, dtype: out.dtype, layout: out.layout ?? 'rows', value };
  }

  /** The value of a tensor in the given layout; memory moves only where it must, and once. */
  value(symbol: Symbolic, layout: Layout = 'rows'): string {
    if (symbol.value === undefined) return this.#fill(symbol, layout);
    if (symbol.layout === layout || symbol.shape.length !== 4) return symbol.value;
    const known = this.#moved.get(`${symbol.value} ${layout}`);
    if (known) return known;
    const moved = this.#move(symbol, symbol.value, layout);
    this.#moved.set(`${symbol.value} ${layout}`, moved);
    this.#moved.set(`${moved} ${symbol.layout}`, symbol.value);
    return moved;
  }

  #move(symbol: Symbolic, value: string, layout: Layout): string {
    const { graph } = this;
    const [, height = 1, width = 1, channels = 1] = symbol.shape;
    if (layout === 'blocked')
      return graph.add(`${blockedDomain}ReorderInput`, [value], { channels_last: Number(symbol.layout === 'rows') });
    if (symbol.layout === 'blocked')
      return graph.add(`${blockedDomain}ReorderOutput`, [value], {
        channels,
        channels_last: Number(layout === 'rows'),
      });
    if (channels === 1 || height * width === 1)
      return graph.add('Reshape', [value, graph.integers(physical(symbol.shape, layout))]);
    return graph.add('Transpose', [value], { perm: layout === 'planes' ? toPlanes : toRows });
  }

  /** The same tensor in blocks, where it has been seen in those. */
  inBlocks(symbol: Symbolic): Symbolic {
    const value = this.#moved.get(`${symbol.value} blocked`);
    return value ? { ...symbol, layout: 'blocked', value } : symbol;
  }

  uniform(value: number, shape: readonly number[], dtype: Symbolic['dtype'] = 'float32'): Symbolic {
    return { shape, dtype, layout: 'rows', uniform: value };
  }

  #fill(symbol: Symbolic, layout: Layout): string {
    const scalar = this.graph.scalar(symbol.uniform ?? 0, symbol.dtype);
    if (symbol.shape.length === 0) return scalar;
    return this.graph.add('Expand', [scalar, this.graph.integers(physical(symbol.shape, layout))]);
  }

  override write(values: tf.backend_util.TypedArray, shape: number[], dtype: tf.DataType): tf.DataId {
    const type = elementType(dtype);
    const first = values[0] ?? 0;
    const uniform = values.length > 0 && values.every((value) => value === first);
    if (uniform) return this.info(this.uniform(Number(first), shape, type)).dataId;
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
    return this.info({ shape, dtype: type, layout: 'rows', value: this.graph.constant(type, shape, bytes) }).dataId;
  }

  override read(): never {
    throw new AppError(
      'internal',
      'A value was read inside a recorded function: it has none yet. Return the tensor as an output instead.',
    );
  }

  override readSync(): never {
    return this.read();
  }

  override disposeData(): boolean {
    return true;
  }
  override incRef(): void {}
  decRef(): void {}
  override refCount(): number {
    return 1;
  }
  override numDataIds(): number {
    return 0;
  }
  override memory(): { unreliable: boolean } {
    return { unreliable: true };
  }
  override floatPrecision(): 32 {
    return 32;
  }
  override epsilon(): number {
    return 1e-7;
  }
  override dispose(): void {}
}

/** The shape that ONNX gives the memory of a tensor. */
function physical(shape: readonly number[], layout: Layout): number[] {
  return layout === 'rows' || shape.length !== 4 ? [...shape] : toPlanes.map((axis) => shape[axis]!);
}

function elementType(dtype: tf.DataType): Symbolic['dtype'] & ElementType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new Error(`Tensors of type ${dtype} cannot be recorded; use float32, int32 or bool.`);
}
