/**
 * Just enough of an assembler to write a WebAssembly module as TypeScript: instructions are nested like the formula that
 * they compute. Opcodes and sections are those of the core specification, release 2.0 (https://www.w3.org/TR/wasm-core-2/),
 * and shared memory is that of the threads proposal.
 */
const types = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof types;

/** Instructions in binary; what they leave on the stack is their value. */
export type Code = readonly number[];

export interface WasmFunction {
  name: string;
  parameters: readonly ValueType[];
  results: readonly ValueType[];
  /** Numbered after the parameters; they begin as zero. */
  locals: readonly ValueType[];
  body: Code;
}

/** Memory that every thread sees, and compiled functions that work on it: what a thread needs to have them too. */
export interface Wasm {
  memory: { readonly buffer: SharedArrayBuffer };
  module: object;
}

/** Node's types leave these to the browser's. */
declare const WebAssembly: {
  Memory: new (limits: { initial: number; maximum: number; shared: boolean }) => Wasm['memory'];
  Module: new (bytes: Uint8Array<ArrayBuffer>) => Wasm['module'];
  Instance: new (module: Wasm['module'], imports: { host: { memory: Wasm['memory'] } }) => { exports: object };
};

/** Compiles functions for a memory of their own, of so many pages of 64 KiB, all zero. Throws RangeError above 65,536. */
export function createWasm(pages: number, functions: readonly WasmFunction[]): Wasm {
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  return { memory, module: new WebAssembly.Module(assemble(pages, functions)) };
}

/** The functions, by name, for this thread. */
export function openWasm<Functions extends object>({ memory, module }: Wasm): Functions {
  return new WebAssembly.Instance(module, { host: { memory } }).exports as Functions;
}

function assemble(pages: number, functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const valueTypes = (list: readonly ValueType[]) => vector(list.map((type) => [types[type]]));
  const signatures = functions.map(({ parameters, results }) => [
    0x60,
    ...valueTypes(parameters),
    ...valueTypes(results),
  ]);
  const memory = [...text('host'), ...text('memory'), 0x02, 0x03, ...unsigned(pages), ...unsigned(pages)];
  const exports = functions.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]);
  const bodies = functions.map(({ locals, body }) => {
    const code = [...vector(locals.map((type) => [1, types[type]])), ...body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  return Uint8Array.from([
    ...Buffer.from('\0asm'),
    ...[1, 0, 0, 0],
    ...section(1, vector(signatures)),
    ...section(2, vector([memory])),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(7, vector(exports)),
    ...section(10, vector(bodies)),
  ]);
}

/** An instruction that takes its operands from the stack. */
export const instruction =
  (...opcode: number[]) =>
  (...operands: Code[]): Code => [...operands.flat(), ...opcode];

/** An instruction of the vector extension. */
export const simd = (opcode: number, ...rest: number[]) => instruction(0xfd, ...unsigned(opcode), ...rest);

/** What an instruction that reads or writes memory says of its place: `offset` bytes after its operand, aligned to 4. */
export const at = (offset: number): Code => [2, ...unsigned(offset)];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const i32 = (value: number): Code => [0x41, ...signed(value)];

/** Runs `body` and moves the address in local `from` on by `bytes`, as often as that stays within the address in `to`. */
export function walk(from: number, to: number, bytes: number, body: Code): Code {
  const next = instruction(0x6a)(get(from), i32(bytes));
  const isBeyond = instruction(0x4b)(next, get(to));
  const end = 0x0b;
  const leaveIf = (condition: Code) => instruction(0x0d, 1)(condition);
  const again = [0x0c, 0];
  const loop = [0x03, 0x40, ...leaveIf(isBeyond), ...body, ...set(from, next), ...again, end];
  return [0x02, 0x40, ...loop, end];
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}

const vector = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Code): number[] => [id, ...unsigned(content.length), ...content];
const text = (name: string): number[] => vector([...Buffer.from(name)].map((byte) => [byte]));
