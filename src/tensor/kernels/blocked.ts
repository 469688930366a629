import { addBlocks, addToChannels } from '../fusion.ts';
import type { Attribute } from '../onnx.ts';
import type { Recorder, Symbolic } from '../recorder.ts';

/** The kernels that compute on blocks. All others get planes. */
const onBlocks = new Set(
  [
    'Conv2D Conv2DBackpropInput Conv2DBackpropFilter Cast Identity ZerosLike OnesLike Reshape Sum Mean',
    'Add AddN Sub Multiply RealDiv Maximum Minimum Square Neg Abs Sqrt Rsqrt Exp LeakyRelu Relu Step Tanh Sigmoid',
  ].flatMap((line) => line.split(' ')),
);

export const isBlocked = (tensor: Symbolic): boolean => tensor.layout === 'blocked';

/** The tensor as a kernel can read it. */
export function readable(recorder: Recorder, kernelName: string, tensor: Symbolic): Symbolic {
  if (!isBlocked(tensor) || onBlocks.has(kernelName)) return tensor;
  const planes = { ...tensor, layout: 'planes', value: recorder.value(tensor, 'planes') } as const;
  const pooled = recorder.pooled.get(tensor.value!);
  if (pooled) recorder.pooled.set(planes.value, pooled);
  return planes;
}

/** A rank 4 tensor's blocks as ONNX's own operators see them: `[batch, channels / block, height, width, block]`. */
function blocksOf(recorder: Recorder, tensor: Symbolic): string {
  const { graph, block } = recorder;
  const shape = [...Array(4 - tensor.shape.length).fill(1), ...tensor.shape] as number[];
  const [batch = 1, height = 1, width = 1, channels = 1] = shape;
  if (channels === 1)
    return graph.add('Reshape', [recorder.value(tensor), graph.integers([batch, 1, height, width, 1])]);
  const lifted =
    tensor.shape.length === 4
      ? tensor
      : { ...tensor, shape, value: graph.add('Reshape', [recorder.value(tensor), graph.integers(shape)]) };
  const inBlocks = height * width === 1 ? recorder.value(lifted) : recorder.value(lifted, 'blocked');
  return graph.add('Reshape', [inBlocks, graph.integers([batch, channels / block, height, width, block])]);
}

/** An operation on tensors of which one is blocked: where others are broadcast over it, on blocks as an axis. */
export function blockedElementwise(
  recorder: Recorder,
  op: string,
  inputs: Symbolic[],
  out: Pick<Symbolic, 'shape' | 'dtype'>,
  attributes?: Record<string, Attribute>,
): Symbolic {
  const { graph, block } = recorder;
  const isWhole = ({ shape }: Symbolic) => String(shape) === String(out.shape);
  const isScalar = ({ shape, uniform }: Symbolic) => uniform !== undefined || shape.length === 0;
  const scalar = (input: Symbolic) =>
    input.uniform === undefined ? recorder.value(input) : graph.scalar(input.uniform, input.dtype);
  const emit = (values: string[]) => recorder.emit(op, values, { ...out, layout: 'blocked' }, attributes);

  const [batch, height, width, channels] = out.shape;
  const flatShape = graph.integers([batch!, channels!, height!, width!]);
  if (op === 'Add' && inputs.every(isWhole))
    return recorder.emit(
      addBlocks,
      inputs.map((input) => recorder.value(input, 'blocked')),
      { ...out, layout: 'blocked' },
    );
  const vector = inputs.find(({ shape }) => shape.length === 1 && shape[0] === channels);
  const whole = inputs.find(isWhole);
  if (op === 'Add' && vector && whole) {
    const blocks = graph.integers([batch!, channels! / block, height!, width!, block]);
    const shapes = [blocks, graph.integers([channels! / block, 1, 1, block]), flatShape];
    const values = [recorder.value(whole, 'blocked'), recorder.value(vector), ...shapes];
    return recorder.emit(addToChannels, values, { ...out, layout: 'blocked' });
  }
  if (inputs.every((input) => isWhole(input) || isScalar(input)))
    return emit(inputs.map((input) => (isScalar(input) ? scalar(input) : recorder.value(input, 'blocked'))));
  const result = emit(inputs.map((input) => (isScalar(input) ? scalar(input) : blocksOf(recorder, input))));
  return { ...result, value: graph.add('Reshape', [result.value!, flatShape]) };
}

/** Where each of `[batch, height, width, channels]` is among the axes of `blocksOf`. */
const blockAxes = [[0], [2], [3], [1, 4]];

/** A sum or a mean over some axes, kept with length 1. Whole pixels of channels come back as rows. */
export function blockedReduce(
  recorder: Recorder,
  x: Symbolic,
  axes: readonly number[],
  reduce: (value: string, axes: number[]) => string,
): Symbolic {
  const { graph } = recorder;
  const shape = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const overPixels = axes.filter((axis) => axis === 1 || axis === 2);
  const others = axes.filter((axis) => axis !== 1 && axis !== 2);
  const steps = [overPixels, others].filter((some) => some.length > 0);
  const reduced = steps.reduce(
    (value, some) => reduce(value, some.flatMap((axis) => blockAxes[axis]!).toSorted()),
    blocksOf(recorder, x),
  );
  const channels = shape[3]!;
  if (shape[1]! * shape[2]! === 1 || channels === 1)
    return { shape, dtype: x.dtype, layout: 'rows', value: graph.add('Reshape', [reduced, graph.integers(shape)]) };
  const [batch, height, width] = shape;
  const value = graph.add('Reshape', [reduced, graph.integers([batch!, channels, height!, width!])]);
  return { shape, dtype: x.dtype, layout: 'blocked', value };
}
