import type { OnnxNode } from './onnx.ts';
import { blockedDomain } from './recorder.ts';

/** The sum of two tensors of blocks. Like the two below not ONNX: `fuse` writes it as what is. */
export const addBlocks = 'easel::AddBlocks';

/**
 * Adds a number for each channel to blocks. Inputs: blocks, numbers, and three shapes: of the blocks with the block as
 * an axis, of the numbers to go with that, and of the result.
 */
export const addToChannels = 'easel::AddToChannels';

/**
 * Blocks in another order, the phases of a picture made one. Inputs: blocks, their shape as runs, `[batch, runs,
 * block]`, the order of the runs, and the shape of the result. `phases` lie beside each other as channels.
 */
export const weave = 'easel::Weave';

/** Convolutions whose result nothing but one node sees, and what may lie between them and it. */
interface Tail {
  convolutions: OnnxNode[];
  between: OnnxNode[];
}

/**
 * Lets blocked convolutions do what follows them while their results are in the processor's cache: add to each channel,
 * add another tensor, and LeakyReLU or ReLU. Only where nothing else needs what the convolution had before.
 */
export function fuse(nodes: readonly OnnxNode[]): OnnxNode[] {
  const uses = new Map<string, number>();
  for (const name of nodes.flatMap((node) => node.inputs)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const fused = new Set<OnnxNode>();
  const makers = new Map<string, OnnxNode>();
  const once = (name: string) => (uses.get(name) === 1 ? makers.get(name) : undefined);

  const tailOf = (name: string): Tail | undefined => {
    const between: OnnxNode[] = [];
    let maker = once(name);
    while (maker && (maker.op === weave || (maker.op === 'Concat' && between.length > 0))) {
      between.unshift(maker);
      if (maker.op === 'Concat') break;
      maker = once(maker.inputs[0]!);
    }
    const sources = maker?.op === 'Concat' ? maker.inputs.map(once) : [maker];
    const convolutions = sources.flatMap((node) => (isOpen(node) ? [node] : []));
    return convolutions.length === sources.length ? { convolutions, between } : undefined;
  };

  for (const node of nodes) {
    const change = node.inputs.length > 0 ? changeFor(node, tailOf) : undefined;
    for (const node of change?.replaced ?? []) fused.delete(node);
    for (const next of change?.added ?? [node]) {
      fused.add(next);
      for (const output of next.outputs) makers.set(output, next);
    }
  }
  return [...fused].flatMap(written);
}

const isOpen = (node: OnnxNode | undefined): node is OnnxNode =>
  node?.op === `${blockedDomain}Conv` && !node.attributes.activation;

/** The nodes that do a node's work too, and those that they replace. */
function changeFor(node: OnnxNode, tailOf: (name: string) => Tail | undefined) {
  const [first = '', second = ''] = node.inputs;
  const change = (tail: Tail, convolution: (node: OnnxNode) => OnnxNode, before: OnnxNode[] = []) => {
    const added = [...before, ...tail.convolutions.map(convolution), ...tail.between];
    const last = added.pop()!;
    return { replaced: [...tail.convolutions, ...tail.between], added: [...added, { ...last, outputs: node.outputs }] };
  };
  const tail = tailOf(first);

  if (node.op === addToChannels && tail?.convolutions.every(({ inputs }) => inputs.length === 2)) {
    const phases = Number(tail.between.at(-1)?.attributes.phases ?? 1) / tail.convolutions.length;
    const numbers = phases === 1 ? second : `${node.outputs[0]}.phases`;
    const repeated: OnnxNode = {
      op: 'Concat',
      inputs: Array<string>(phases).fill(second),
      outputs: [numbers],
      attributes: { axis: 0 },
    };
    const withNumbers = (node: OnnxNode) => ({ ...node, inputs: [...node.inputs, numbers] });
    return change(tail, withNumbers, phases === 1 ? [] : [repeated]);
  }
  if (node.op === addBlocks) {
    for (const [name, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const tail = tailOf(name);
      const [x = '', filter = '', numbers = '', sum] = tail?.convolutions[0]?.inputs ?? [];
      if (tail?.between.length === 0 && !sum)
        return change(tail, (node) => ({ ...node, inputs: [x, filter, numbers, other] }));
    }
  }
  if ((node.op === 'LeakyRelu' || node.op === 'Relu') && tail) {
    const slope = node.attributes.alpha as { float: number } | undefined;
    const parameters: OnnxNode['attributes'] = slope ? { activation_params: { floats: [slope.float] } } : {};
    const activation = { activation: node.op, ...parameters };
    return change(tail, (node) => ({ ...node, attributes: { ...node.attributes, ...activation } }));
  }
  return undefined;
}

/** A node in ONNX's and ONNX Runtime's own operators. */
function written(node: OnnxNode): OnnxNode[] {
  const [output = ''] = node.outputs;
  const part = (op: string, inputs: string[], name: string, attributes: OnnxNode['attributes'] = {}): OnnxNode => ({
    op,
    inputs,
    outputs: [name],
    attributes,
  });
  if (node.op === addBlocks) return [{ ...node, op: 'Add' }];
  if (node.op === weave) {
    const [blocks, runs, order, shape] = node.inputs as [string, string, string, string];
    return [
      part('Reshape', [blocks, runs], `${output}.runs`),
      part('Gather', [`${output}.runs`, order], `${output}.woven`, { axis: 1 }),
      part('Reshape', [`${output}.woven`, shape], output),
    ];
  }
  if (node.op === addToChannels) {
    const [blocks, numbers, blockShape, numberShape, shape] = node.inputs as [string, string, string, string, string];
    return [
      part('Reshape', [blocks, blockShape], `${output}.blocks`),
      part('Reshape', [numbers, numberShape], `${output}.numbers`),
      part('Add', [`${output}.blocks`, `${output}.numbers`], `${output}.sum`),
      part('Reshape', [`${output}.sum`, shape], output),
    ];
  }
  return [node];
}
