import * as tf from '@tensorflow/tfjs-core';
import {
  anyNumber,
  apart,
  awayFromZero,
  betweenSteps,
  broadcasts,
  type Draw,
  type KernelCase,
  oftenEqual,
  onPairs,
  onShapes,
  positive,
  wholeNumber,
} from '../case.ts';

const flat = { smooth: false } as const;
const whole = { dtype: 'int32' } as const;
const picture = [2, 3, 4, 5];
/** Both reach the whole shape only together, one of them with axes before it. */
const widened: [number[], number[]][] = [
  [
    [1, 4],
    [1, 4, 1, 1],
  ],
];
const truth = (x: tf.Tensor) => tf.greater(x, 0);

const arithmetic: KernelCase[] = [
  ...onPairs('Add', broadcasts, anyNumber, tf.add),
  ...onPairs('Add', [[[4], []]], wholeNumber, tf.add, whole),
  ...onPairs('Sub', broadcasts, anyNumber, tf.sub),
  ...onPairs('Sub', [[[4], [3, 1]]], wholeNumber, tf.sub, whole),
  ...onPairs('Multiply', broadcasts, anyNumber, tf.mul),
  ...onPairs('Multiply', [[[4], [3, 1]]], wholeNumber, tf.mul, whole),
  ...onPairs('RealDiv', broadcasts, [anyNumber, positive], tf.div),
  ...onPairs('Pow', [...broadcasts, ...widened], positive, tf.pow),
  ...onPairs('SquaredDifference', broadcasts, anyNumber, tf.squaredDifference),
  ...onPairs('Maximum', broadcasts, apart, tf.maximum),
  ...onPairs('Minimum', broadcasts, apart, tf.minimum),
  ...onPairs('Maximum', [[[4], [3, 1]]], wholeNumber, tf.maximum, whole),
  ...onPairs(
    'AddN',
    [
      [
        [2, 3, 4, 5],
        [2, 3, 4, 5],
      ],
    ],
    anyNumber,
    (a, b) => tf.addN([a, b, a]),
  ),
  ...onPairs('AddN', [[[3], [3]]], anyNumber, (a, b) => tf.addN([tf.ones([3]), a, b])),
];

const comparisons: KernelCase[] = [
  ...onPairs('Equal', broadcasts, oftenEqual, tf.equal, flat),
  ...onPairs('Equal', [[[5], [3, 1]]], oftenEqual, tf.equal, whole),
  ...onPairs('NotEqual', broadcasts, oftenEqual, tf.notEqual, flat),
  ...onPairs('Greater', broadcasts, oftenEqual, tf.greater, flat),
  ...onPairs('Greater', [[[5], [3, 1]]], wholeNumber, tf.greater, whole),
  ...onPairs('GreaterEqual', broadcasts, oftenEqual, tf.greaterEqual, flat),
  ...onPairs('Less', broadcasts, oftenEqual, tf.less, flat),
  ...onPairs('LessEqual', broadcasts, oftenEqual, tf.lessEqual, flat),
  ...onPairs('LogicalAnd', broadcasts, oftenEqual, (a, b) => tf.logicalAnd(truth(a), truth(b)), flat),
  ...onPairs('LogicalOr', broadcasts, oftenEqual, (a, b) => tf.logicalOr(truth(a), truth(b)), flat),
];

const select: KernelCase[] = [
  ...onPairs('Select', broadcasts, awayFromZero, (a, b) => tf.where(truth(a), tf.add(a, b), tf.mul(a, b))),
  ...onPairs('Select', [[[4], [4]]], wholeNumber, (a, b) => tf.where(truth(a), a, b), whole),
  ...onPairs('Select', [[[3], [2, 3]]], awayFromZero, (a, b) => tf.where(truth(a), tf.square(b), b)),
  ...onShapes('Select', [[2, 3]], awayFromZero, (x) => tf.where(truth(tf.ones([3])), tf.square(x), x)),
];

/** Operands known to be one number everywhere, which fold away or travel as scalars. */
const pictures = [[5], [2, 3, 4, 5], [2, 1, 1, 5]];
const larger = (x: tf.Tensor, value: number) => tf.fill(x.rank === 4 ? [2, 3, 4, 5] : [2, ...x.shape], value);
const uniform: KernelCase[] = [
  ...onShapes('Add', pictures, anyNumber, (x) => tf.add(larger(x, 0), x)),
  ...onShapes('Sub', pictures, anyNumber, (x) => tf.sub(x, larger(x, 0))),
  ...onShapes('Sub', pictures, anyNumber, (x) => tf.sub(larger(x, 0), x)),
  ...onShapes('Multiply', pictures, anyNumber, (x) => tf.mul(x, larger(x, 1))),
  ...onShapes('Multiply', pictures, anyNumber, (x) => tf.mul(larger(x, 1), x)),
  ...onShapes('Multiply', pictures, anyNumber, (x) => tf.mul(larger(x, 0), x)),
  ...onShapes('RealDiv', pictures, positive, (x) => tf.div(x, larger(x, 1))),
  ...onShapes('RealDiv', pictures, positive, (x) => tf.div(larger(x, 2), x)),
  ...onShapes('Pow', pictures, positive, (x) => tf.pow(x, larger(x, 1))),
  ...onShapes('Pow', pictures, positive, (x) => tf.pow(x, 3)),
  ...onShapes('Maximum', pictures, awayFromZero, (x) => tf.maximum(x, 0)),
  ...onShapes('Minimum', pictures, awayFromZero, (x) => tf.minimum(tf.zerosLike(x), x)),
  ...onShapes('Greater', pictures, oftenEqual, (x) => tf.greater(larger(x, 0), x), flat),
  ...onShapes('Select', pictures, awayFromZero, (x) => tf.where(truth(x), larger(x, 1), larger(x, 2)), flat),
  ...onShapes('Exp', pictures, anyNumber, (x) => tf.mul(tf.exp(tf.onesLike(x)), x)),
  ...onShapes('Tanh', [[]], anyNumber, (x) => tf.mul(tf.tanh(tf.fill([2, 3, 4, 5], 0.5)), x)),
  ...onShapes('Add', [[]], anyNumber, (x) => tf.mul(tf.add(tf.ones([2, 1, 1, 3]), tf.fill([4, 1], 2)), x)),
  ...onShapes('Neg', [[3]], anyNumber, () => tf.neg(tf.ones([2, 3])), flat),
].map((one, index) => ({ ...one, name: `${one.name}, uniform operand (${index + 1})` }));

/** Divisors that leave a remainder well away from where it jumps, of numbers `betweenSteps`. */
const divisor: Draw = (random) => [0.5, 1, -0.5, -1][random.integer(4)]!;
const wholeDivisor: Draw = (random) => [3, 4, -3, -5][random.integer(4)]!;

const others: KernelCase[] = [
  ...onPairs('Mod', broadcasts, [betweenSteps, divisor], tf.mod),
  ...onPairs('Mod', [[[7], [3, 1]]], [wholeNumber, wholeDivisor], tf.mod, whole),
  ...onPairs('FloorDiv', broadcasts, [betweenSteps, divisor], (a, b) =>
    tf.add(tf.cast(tf.floorDiv(a, b), 'float32'), tf.mul(a, b)),
  ),
  ...onPairs('FloorDiv', [[[7], [3, 1]]], [wholeNumber, wholeDivisor], tf.floorDiv, whole),
  ...onPairs('Atan2', broadcasts, awayFromZero, tf.atan2),
  ...onPairs('Atan2', [[[9], [2, 9]]], oftenEqual, tf.atan2, flat),
  ...onPairs(
    'Prelu',
    [
      [[3], []],
      [[2, 3], [3]],
      [picture, [5]],
      [picture, [3, 4, 5]],
      [picture, [1, 1, 5]],
    ],
    awayFromZero,
    tf.prelu,
  ),
];

export const binary = [...arithmetic, ...comparisons, ...select, ...uniform, ...others];
