import { createHash } from 'node:crypto';
import type { Attribute, ElementType, OnnxModel, OnnxNode, OnnxTensor, OnnxValue } from './onnx.ts';

/**
 * An ONNX graph under construction. Equal nodes are made once, nodes that no output needs are left out. The names it
 * gives start with `%`, so that they are never a program's own.
 */
export class Graph {
  readonly inputs: OnnxValue[] = [];
  readonly outputs: OnnxValue[] = [];
  #nodes: OnnxNode[] = [];
  #initializers = new Map<string, OnnxTensor>();
  #known = new Map<string, string>();

  input(name: string, type: ElementType, dims: readonly number[]): string {
    this.inputs.push({ name, type, dims });
    return name;
  }

  /** Names a value as an output of the whole graph. */
  output(name: string, value: string, type: ElementType, dims: readonly number[]): void {
    this.#nodes.push({ op: 'Identity', inputs: [value], outputs: [name], attributes: {} });
    this.outputs.push({ name, type, dims });
  }

  /** A constant by its bytes; equal ones without a name are made once. */
  constant(type: ElementType, dims: readonly number[], data: Uint8Array, name?: string): string {
    const identity = name ? undefined : `${type}[${dims}]${digest(data)}`;
    const known = identity && this.#known.get(identity);
    if (known) return known;
    const created = name ?? `%c${this.#initializers.size}`;
    this.#initializers.set(created, { name: created, type, dims, data });
    if (identity) this.#known.set(identity, created);
    return created;
  }

  /** A vector of whole numbers (shapes, axes, sizes). */
  integers(values: readonly number[]): string {
    return this.constant('int64', [values.length], new Uint8Array(BigInt64Array.from(values, BigInt).buffer));
  }

  /** A vector of fractions. */
  floats(values: readonly number[]): string {
    return this.constant('float32', [values.length], new Uint8Array(Float32Array.from(values).buffer));
  }

  scalar(value: number, type: ElementType = 'float32'): string {
    return this.constant(type, [], scalarBytes(value, type));
  }

  /** Appends a node with one output, or finds the equal one that is there, and names its output. */
  add(op: string, inputs: readonly string[], attributes: Record<string, Attribute> = {}): string {
    return this.addSplit(op, inputs, attributes, 1)[0]!;
  }

  /** The same for a node with several outputs. */
  addSplit(op: string, inputs: readonly string[], attributes: Record<string, Attribute>, count: number): string[] {
    const identity = JSON.stringify([op, inputs, attributes, count]);
    const first = this.#known.get(identity) ?? `%${this.#nodes.length}`;
    const outputs = Array.from({ length: count }, (_, index) => (index === 0 ? first : `${first}.${index}`));
    if (!this.#known.has(identity)) {
      this.#nodes.push({ op, inputs, outputs, attributes });
      this.#known.set(identity, first);
    }
    return outputs;
  }

  /** The nodes that outputs depend on, in order. */
  nodes(): OnnxNode[] {
    const needed = new Set(this.outputs.map((output) => output.name));
    const kept = this.#nodes.toReversed().filter((node) => {
      if (!node.outputs.some((name) => needed.has(name))) return false;
      for (const name of node.inputs) needed.add(name);
      return true;
    });
    return kept.toReversed();
  }

  /** What the outputs depend on, and no more; its nodes rewritten last. */
  model(rewrite: (nodes: readonly OnnxNode[]) => readonly OnnxNode[] = (nodes) => nodes): OnnxModel {
    const nodes = rewrite(this.nodes());
    const needed = new Set(nodes.flatMap((node) => node.inputs));
    const initializers = [...this.#initializers.values()].filter((tensor) => needed.has(tensor.name));
    return { nodes, initializers, inputs: this.inputs, outputs: this.outputs };
  }
}

const digest = (data: Uint8Array) =>
  data.length <= 64 ? Buffer.from(data).toString('base64') : createHash('sha256').update(data).digest('base64');

function scalarBytes(value: number, type: ElementType): Uint8Array {
  if (type === 'float32') return new Uint8Array(Float32Array.of(value).buffer);
  if (type === 'int32') return new Uint8Array(Int32Array.of(value).buffer);
  if (type === 'int64') return new Uint8Array(BigInt64Array.of(BigInt(value)).buffer);
  return Uint8Array.of(value ? 1 : 0);
}
