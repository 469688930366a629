import { AppError } from '#lib/errors.ts';
import type { OnnxModel, OnnxNode, OnnxTensor, OnnxValue } from './onnx.ts';
import type { Program } from './program.ts';

/** Two batch sizes that no other length of a model is likely to be: primes. */
const sizes = [7919, 7927] as const;
const batch = 'batch';

/**
 * A graph for batches of any size. The program is recorded for two sizes; where the recordings differ, the size enters:
 * as a length of inputs and outputs, which gets the name `batch`, and in shapes, which are computed from the first
 * input's. Throws `bad_option` where the program does anything else with the size, such as a mean over the batch.
 */
export function openBatch(record: (size: number) => Program): OnnxModel {
  const [model, other] = [record(sizes[0]).model(), record(sizes[1]).model()];
  if (JSON.stringify(model.nodes) !== JSON.stringify(other.nodes)) throw fixed();
  const constants = model.initializers.map((tensor, index) => openTensor(tensor, other.initializers[index]!, model));
  const shapes = constants.flatMap(({ nodes }) => nodes);
  return {
    nodes: [...(shapes.length > 0 ? [measure(model)] : []), ...shapes, ...model.nodes],
    initializers: constants.flatMap(({ initializers }) => initializers),
    inputs: model.inputs.map((value, index) => openValue(value, other.inputs[index]!)),
    outputs: model.outputs.map((value, index) => openValue(value, other.outputs[index]!)),
  };
}

const fixed = () =>
  new AppError('bad_option', 'This model computes something else for each number of pictures: it cannot be exported.');

const measured = `%${batch}`;

/** The batch size, read off the first input. */
const measure = ({ inputs }: OnnxModel): OnnxNode => ({
  op: 'Shape',
  inputs: [inputs[0]!.name],
  outputs: [measured],
  attributes: { start: 0, end: 1 },
});

const integers = (name: string, values: readonly bigint[]): OnnxTensor => ({
  name,
  type: 'int64',
  dims: [values.length],
  data: new Uint8Array(BigInt64Array.from(values).buffer),
});

const read = ({ data }: OnnxTensor) => [...new BigInt64Array(data.buffer, data.byteOffset, data.byteLength / 8)];

/** Offsets and factors such that `offset + factor · size` is each element, for both sizes. */
function solve(tensor: OnnxTensor, twin: OnnxTensor): { offsets: bigint[]; factors: bigint[] } {
  if (tensor.type !== 'int64' || tensor.data.length !== twin.data.length) throw fixed();
  const [one, other] = [read(tensor), read(twin)];
  const factors = one.map((value, axis) => (other[axis]! - value) / BigInt(sizes[1] - sizes[0]));
  const offsets = one.map((value, axis) => value - factors[axis]! * BigInt(sizes[0]));
  const exact = other.every((value, axis) => value === offsets[axis]! + factors[axis]! * BigInt(sizes[1]));
  if (!exact) throw fixed();
  return { offsets, factors };
}

/** A constant as it is; or, where it holds the batch size, as an inferred length or computed by nodes. */
function openTensor(
  tensor: OnnxTensor,
  twin: OnnxTensor,
  { nodes }: OnnxModel,
): Pick<OnnxModel, 'initializers' | 'nodes'> {
  if (Buffer.compare(tensor.data, twin.data) === 0) return { initializers: [tensor], nodes: [] };
  const { name } = tensor;
  const { offsets, factors } = solve(tensor, twin);
  if (isTargetOnly(name, nodes) && factors.filter((factor) => factor !== 0n).length === 1) {
    const inferred = offsets.map((offset, axis) => (factors[axis] === 0n ? offset : -1n));
    return { initializers: [integers(name, inferred)], nodes: [] };
  }
  const [factor, product, offset] = [`${name}*`, `${name}*${batch}`, `${name}+`];
  return {
    initializers: [integers(factor, factors), integers(offset, offsets)],
    nodes: [
      { op: 'Mul', inputs: [factor, measured], outputs: [product], attributes: {} },
      { op: 'Add', inputs: [product, offset], outputs: [name], attributes: {} },
    ],
  };
}

/** Whether a tensor is nothing but the shape that values are given by Reshape, which can infer one length itself. */
const isTargetOnly = (name: string, nodes: readonly OnnxNode[]) =>
  nodes.every(({ op, inputs }) => !inputs.includes(name) || (op === 'Reshape' && inputs.indexOf(name) === 1));

function openValue(value: OnnxValue, twin: OnnxValue): OnnxValue {
  const dims = value.dims.map((length, axis) => (length === twin.dims[axis] ? length : batch));
  if (value.dims.some((length, axis) => dims[axis] === batch && length !== sizes[0])) throw fixed();
  return { ...value, dims };
}
