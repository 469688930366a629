import { AppError } from '#lib/errors.ts';

/** One named tensor; single precision in memory, whatever the file holds. */
export interface NamedTensor {
  shape: readonly number[];
  data: Float32Array;
}

/** `I8` keeps tables `[…, columns]` in bytes, each column in units of its own; vectors stay `F32`. */
export type Precision = 'F32' | 'F16' | 'I8';

/**
 * The units of a column in bytes, from its largest magnitude and its root mean square: as fine as bytes can be; or a
 * quarter of what is usual, so that few values are different and the file compresses well, as a power of two, so that
 * what was read can be written again unchanged.
 */
export const units = {
  finest: (largest: number) => largest / 127,
  coarse: (largest: number, usual: number) =>
    2 ** Math.max(Math.ceil(Math.log2(largest / 127)), Math.round(Math.log2(usual / 4))),
};
type Units = (largest: number, usual: number) => number;

/** What is added to the name of a table in bytes for its columns' units. */
const unitsOf = (name: string) => `${name}.units`;

interface Entry {
  dtype: Precision;
  shape: number[];
  data_offsets: [number, number];
}

/**
 * A safetensors file: eight bytes of header length, a JSON header, the numbers. `metadata` travels in the header. The
 * same tensors and metadata give the same bytes. See huggingface.co/docs/safetensors.
 */
export function encodeSafetensors(
  tensors: Record<string, NamedTensor>,
  metadata: Record<string, string> = {},
  precision: Precision = 'F32',
  unitOf: Units = units.finest,
): Buffer {
  const header: Record<string, unknown> = { __metadata__: metadata };
  const parts: Uint8Array[] = [];
  let offset = 0;
  const write = (name: string, dtype: Precision, shape: readonly number[], stored: ArrayBufferView) => {
    parts.push(new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength));
    header[name] = { dtype, shape, data_offsets: [offset, offset + stored.byteLength] };
    offset += stored.byteLength;
  };
  for (const name of Object.keys(tensors).toSorted()) {
    const { shape, data } = tensors[name]!;
    if (precision === 'I8' && shape.length > 1) {
      const { bytes, units } = quantise(data, shape.at(-1)!, unitOf);
      write(unitsOf(name), 'F32', [units.length], units);
      write(name, precision, shape, bytes);
    } else if (precision === 'F16') write(name, precision, shape, Float16Array.from(data));
    else write(name, 'F32', shape, data);
  }
  const json = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded, ...parts]);
}

/** Reads such a file. Throws `bad_checkpoint` where it is cut short or not one. */
export function decodeSafetensors(bytes: Uint8Array): {
  tensors: Record<string, NamedTensor>;
  metadata: Record<string, string>;
} {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const start = 8 + Number(view.getBigUint64(0, true));
    const { __metadata__: metadata = {}, ...entries } = JSON.parse(Buffer.from(bytes.subarray(8, start)).toString());
    const tensors: Record<string, NamedTensor> = {};
    for (const [name, { dtype, shape, data_offsets }] of Object.entries(entries as Record<string, Entry>)) {
      const stored = new Uint8Array(bytes.subarray(start + data_offsets[0], start + data_offsets[1]));
      if (stored.length !== data_offsets[1] - data_offsets[0]) throw new Error(`${name} is cut short`);
      tensors[name] = { shape, data: read[dtype](stored.buffer) };
      const units = dtype === 'I8' && tensors[unitsOf(name)]!.data;
      // In place: codes are the largest thing in memory.
      const { data } = tensors[name];
      if (units) for (let i = 0; i < data.length; i++) data[i]! *= units[i % units.length]!;
      delete tensors[unitsOf(name)];
    }
    return { tensors, metadata };
  } catch (error) {
    throw new AppError('bad_checkpoint', 'This checkpoint file is damaged or not a safetensors file.', error);
  }
}

const read: Record<Precision, (stored: ArrayBuffer) => Float32Array> = {
  F32: (stored) => new Float32Array(stored),
  F16: (stored) => new Float32Array(new Float16Array(stored)),
  I8: (stored) => new Float32Array(new Int8Array(stored)),
};

function quantise(data: Float32Array, columns: number, unitOf: Units): { bytes: Int8Array; units: Float32Array } {
  const largest = new Float32Array(columns);
  const squares = new Float64Array(columns);
  for (const [i, value] of data.entries()) {
    largest[i % columns] = Math.max(largest[i % columns]!, Math.abs(value));
    squares[i % columns]! += value ** 2;
  }
  const units = largest.map((most, i) =>
    most === 0 ? 0 : unitOf(most, Math.sqrt((squares[i]! * columns) / data.length)),
  );
  const bytes = Int8Array.from(data, (value, i) => Math.round(value / (units[i % columns]! || 1)));
  return { bytes, units };
}
