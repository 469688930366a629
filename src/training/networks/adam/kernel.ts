import {
  at,
  type Code,
  createWasm,
  get,
  i32,
  instruction,
  openWasm,
  set,
  simd,
  type ValueType,
  type Wasm,
  type WasmFunction,
  walk,
} from '#lib/wasm.ts';

const arrays = ['parameters', 'ema', 'm', 'v', 'gradient'] as const;
const scalars = ['scale', 'beta1', 'rest1', 'beta2', 'rest2', 'rate', 'epsilon', 'follow'] as const;
type ArrayName = (typeof arrays)[number];
export type Scalars = Record<(typeof scalars)[number], number>;

/** Numbers of a block, the piece of work that one thread does at a time; 1.3 MB of the five arrays. */
export const blockLength = 2 ** 16;
export const blocksOf = (length: number) => Math.ceil(length / blockLength);

const wordBytes = 4;
const pageBytes = 2 ** 16;
/** Addresses of what lies before the arrays: counters, the scalars, and a sum for each block. */
const scalarsAt = 64;
const sumsAt = 128;
const roundUp = (value: number, unit: number) => Math.ceil(value / unit) * unit;

/** Where everything lies in memory, in bytes, for arrays of `length` numbers. */
function layOut(length: number) {
  const first = roundUp(sumsAt + 8 * blocksOf(length), 64);
  // Arrays begin at different places of their 4 KiB pages: loads would wait for stores that look alike.
  const apart = roundUp(wordBytes * length, 4096) + 576;
  const addressOf = (name: ArrayName) => first + apart * arrays.indexOf(name);
  return { addressOf, pages: Math.ceil((first + apart * arrays.length) / pageBytes) };
}

/** What a thread opens its kernel from. */
export interface KernelSource extends Wasm {
  length: number;
}

export interface Kernel extends Record<ArrayName, Float32Array> {
  source: KernelSource;
  /** For the threads to agree on who does what. */
  counters: Int32Array;
  /** By block. */
  sums: Float64Array;
  setScalars(values: Scalars): void;
  /** The sum of the squares of the gradient from `start` up to `end`. */
  sumSquares(start: number, end: number): number;
  /** One step of Adam and of the average from `start` up to `end`. */
  update(start: number, end: number): void;
}

/** Allocates five arrays of `length` numbers, all zero. Throws RangeError above 200 million. */
export function createKernelSource(length: number): KernelSource {
  const { addressOf, pages } = layOut(length);
  return { length, ...createWasm(pages, writeFunctions(addressOf)) };
}

/** The kernel for this thread. */
export function openKernel(source: KernelSource): Kernel {
  const { length, memory } = source;
  const { addressOf } = layOut(length);
  const run = openWasm<Record<'sumSquares' | 'update', (from: number, to: number) => number>>(source);
  const array = (name: ArrayName) => new Float32Array(memory.buffer, addressOf(name), length);
  const values = new Float32Array(memory.buffer, scalarsAt, scalars.length);
  return {
    source,
    parameters: array('parameters'),
    ema: array('ema'),
    m: array('m'),
    v: array('v'),
    gradient: array('gradient'),
    counters: new Int32Array(memory.buffer, 0, scalarsAt / wordBytes),
    sums: new Float64Array(memory.buffer, sumsAt, blocksOf(length)),
    setScalars: (named) => values.set(scalars.map((name) => named[name])),
    sumSquares: (start, end) => run.sumSquares(wordBytes * start, wordBytes * end),
    update: (start, end) => run.update(wordBytes * start, wordBytes * end),
  };
}

/** Locals of both functions: how far into the arrays it is, and where it ends, in bytes. */
const [from, to] = [0, 1];

/** Four numbers at a time, then one at a time what is left. */
function writeFunctions(addressOf: (name: ArrayName) => number): WasmFunction[] {
  const parameters: ValueType[] = ['i32', 'i32'];
  return [
    {
      name: 'sumSquares',
      parameters,
      results: ['f64'],
      locals: ['v128', 'v128', 'v128', 'f64', 'f64'],
      body: writeSumSquares(addressOf('gradient')),
    },
    {
      name: 'update',
      parameters,
      results: [],
      locals: [...Array<ValueType>(4).fill('v128'), ...Array<ValueType>(4).fill('f32')],
      body: [
        ...walk(from, to, 4 * wordBytes, writeUpdate(four, addressOf, 2)),
        ...walk(from, to, wordBytes, writeUpdate(one, addressOf, 6)),
      ],
    },
  ];
}

/** Arithmetic on f32x4 and on f32. */
const four = {
  load: (offset: number) => simd(0, ...at(offset)),
  store: (offset: number) => simd(11, ...at(offset)),
  loadScalar: (offset: number) => simd(9, ...at(offset)),
  sqrt: simd(227),
  add: simd(228),
  sub: simd(229),
  mul: simd(230),
  div: simd(231),
};
const one: typeof four = {
  load: (offset) => instruction(0x2a, ...at(offset)),
  store: (offset) => instruction(0x38, ...at(offset)),
  loadScalar: (offset) => instruction(0x2a, ...at(offset)),
  sqrt: instruction(0x91),
  add: instruction(0x92),
  sub: instruction(0x93),
  mul: instruction(0x94),
  div: instruction(0x95),
};

/** Takes four locals from number `first` on. */
function writeUpdate(lanes: typeof four, addressOf: (name: ArrayName) => number, first: number): Code {
  const { load, store, loadScalar, sqrt, add, sub, mul, div } = lanes;
  const [gradient, m, v, next] = [get(first), get(first + 1), get(first + 2), get(first + 3)];
  const old = (name: ArrayName) => load(addressOf(name))(get(from));
  const write = (name: ArrayName, value: Code) => store(addressOf(name))(get(from), value);
  const scalar = (name: keyof Scalars) => loadScalar(scalarsAt + wordBytes * scalars.indexOf(name))(i32(0));
  return [
    set(first, mul(old('gradient'), scalar('scale'))),
    set(first + 1, add(mul(scalar('beta1'), old('m')), mul(scalar('rest1'), gradient))),
    set(first + 2, add(mul(scalar('beta2'), old('v')), mul(mul(scalar('rest2'), gradient), gradient))),
    set(first + 3, sub(old('parameters'), div(mul(scalar('rate'), m), add(sqrt(v), scalar('epsilon'))))),
    write('m', m),
    write('v', v),
    write('parameters', next),
    write('ema', add(old('ema'), mul(scalar('follow'), sub(next, old('ema'))))),
  ].flat();
}

/** Sums in 64 bits, which no square of a 32-bit number leaves. */
function writeSumSquares(address: number): Code {
  const [pair, low, high, sum, value] = [2, 3, 4, 5, 6];
  const [loadPair, promotePair, mulPair, addPair] = [
    (offset: number) => simd(93, ...at(offset)),
    simd(95),
    simd(242),
    simd(240),
  ];
  const [promote, mul, add] = [instruction(0xbb), instruction(0xa2), instruction(0xa0)];
  const addSquares = (total: number, offset: number) => [
    ...set(pair, promotePair(loadPair(address + offset)(get(from)))),
    ...set(total, addPair(get(total), mulPair(get(pair), get(pair)))),
  ];
  const lane = (index: number) => simd(33, index)(get(low));
  return [
    ...walk(from, to, 4 * wordBytes, [...addSquares(low, 0), ...addSquares(high, 2 * wordBytes)]),
    ...set(low, addPair(get(low), get(high))),
    ...set(sum, add(lane(0), lane(1))),
    ...walk(from, to, wordBytes, [
      ...set(value, promote(one.load(address)(get(from)))),
      ...set(sum, add(get(sum), mul(get(value), get(value)))),
    ]),
    ...get(sum),
  ];
}
