/**
 * The part of ONNX's protocol buffer format that recorded programs need, written by hand: a model is a few kinds of
 * messages with a few fields each. Field numbers are those of onnx.proto3.
 */

/** Element types, with ONNX's TensorProto.DataType number. */
export const elementTypes = { float32: 1, int32: 6, int64: 7, bool: 9 } as const;
export type ElementType = keyof typeof elementTypes;

export interface OnnxTensor {
  name: string;
  type: ElementType;
  dims: readonly number[];
  data: Uint8Array;
}

export interface OnnxValue {
  name: string;
  type: ElementType;
  /** A name stands for a length that each run may choose. */
  dims: readonly (number | string)[];
}

export type Attribute = number | string | readonly number[] | { float: number } | { floats: readonly number[] };

export interface OnnxNode {
  /** An operator of standard ONNX, or `domain::operator`. */
  op: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes: Readonly<Record<string, Attribute>>;
}

export interface OnnxModel {
  nodes: readonly OnnxNode[];
  initializers: readonly OnnxTensor[];
  inputs: readonly OnnxValue[];
  outputs: readonly OnnxValue[];
}

/** What a file says about itself: to people, and by key to programs. */
export interface OnnxNotes {
  text: string;
  metadata: Readonly<Record<string, string>>;
}

/** Of 2022: whatever reads ONNX reads these. A newer operator set would take the axes of reductions as inputs. */
const irVersion = 8;
const operatorSet = 17;

function varint(value: number): Buffer {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Buffer.from(bytes);
}

/** A message in pieces, so that weights are copied once, at the very end. */
type Pieces = Uint8Array[];

const key = (field: number, wire: number) => varint(field * 8 + wire);
const integer = (field: number, value: number): Pieces => [key(field, 0), varint(value)];
const text = (field: number, value: string): Pieces => block(field, [Buffer.from(value)]);

function block(field: number, content: Pieces): Pieces {
  const length = content.reduce((sum, piece) => sum + piece.length, 0);
  return [key(field, 2), varint(length), ...content];
}

function float(field: number, value: number): Pieces {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return [key(field, 5), bytes];
}

function encodeAttribute(name: string, value: Attribute): Pieces {
  if (typeof value === 'number') return [...text(1, name), ...integer(3, value), ...integer(20, 2)];
  if (typeof value === 'string') return [...text(1, name), ...text(4, value), ...integer(20, 3)];
  if ('float' in value) return [...text(1, name), ...float(2, value.float), ...integer(20, 1)];
  if ('floats' in value)
    return [...text(1, name), ...value.floats.flatMap((item) => float(7, item)), ...integer(20, 6)];
  return [...text(1, name), ...value.flatMap((item) => integer(8, item)), ...integer(20, 7)];
}

/** The operator's domain, empty where it is standard ONNX, and its name. */
function splitOperator(op: string): [domain: string, name: string] {
  const [name = op, domain = ''] = op.split('::').toReversed();
  return [domain, name];
}

function encodeNode(node: OnnxNode): Pieces {
  const [domain, name] = splitOperator(node.op);
  return [
    ...node.inputs.flatMap((name) => text(1, name)),
    ...node.outputs.flatMap((name) => text(2, name)),
    ...text(3, `${node.op}:${node.outputs[0]}`),
    ...text(4, name),
    ...Object.entries(node.attributes).flatMap(([name, value]) => block(5, encodeAttribute(name, value))),
    ...(domain ? text(7, domain) : []),
  ];
}

function encodeTensor(tensor: OnnxTensor): Pieces {
  return [
    ...tensor.dims.flatMap((size) => integer(1, size)),
    ...integer(2, elementTypes[tensor.type]),
    ...text(8, tensor.name),
    ...block(9, [tensor.data]),
  ];
}

function encodeValue(value: OnnxValue): Pieces {
  const shape = value.dims.flatMap((size) => block(1, typeof size === 'string' ? text(2, size) : integer(1, size)));
  const tensorType = [...integer(1, elementTypes[value.type]), ...block(2, shape)];
  return [...text(1, value.name), ...block(2, block(1, tensorType))];
}

function encodeNotes({ text: words, metadata }: OnnxNotes): Pieces {
  const entries = Object.entries(metadata).flatMap(([name, value]) => block(14, [...text(1, name), ...text(2, value)]));
  return [...text(6, words), ...entries];
}

/** An ONNX file (IR 8, opset 17) of the graph. */
export function encodeModel(model: OnnxModel, notes?: OnnxNotes): Uint8Array {
  const graph = [
    ...model.nodes.flatMap((node) => block(1, encodeNode(node))),
    ...text(2, 'easel'),
    ...model.initializers.flatMap((tensor) => block(5, encodeTensor(tensor))),
    ...model.inputs.flatMap((value) => block(11, encodeValue(value))),
    ...model.outputs.flatMap((value) => block(12, encodeValue(value))),
  ];
  const domains = new Set(model.nodes.map((node) => splitOperator(node.op)[0]).filter((domain) => domain !== ''));
  const operators = [
    ...block(8, [...text(1, ''), ...integer(2, operatorSet)]),
    ...[...domains].flatMap((domain) => block(8, [...text(1, domain), ...integer(2, 1)])),
  ];
  return Buffer.concat([
    ...integer(1, irVersion),
    ...text(2, 'easel'),
    ...(notes ? encodeNotes(notes) : []),
    ...block(7, graph),
    ...operators,
  ]);
}
