import * as tf from '@tensorflow/tfjs-core';
import {
  anyNumber,
  apart,
  awayFromZero,
  betweenSteps,
  broadcasts,
  everyRank,
  type KernelCase,
  oftenEqual,
  onPairs,
  onShapes,
  positive,
  wholeNumber,
} from '../case.ts';

const few = [[], [3], [2, 3, 4, 5]];
const flat = { smooth: false } as const;
const whole = { dtype: 'int32' } as const;
const truth = (x: tf.Tensor) => tf.greater(x, 0);

const unary: KernelCase[] = [
  ...onShapes('Abs', everyRank, awayFromZero, tf.abs),
  ...onShapes('Abs', [[4]], wholeNumber, tf.abs, whole),
  ...onShapes('Ceil', few, betweenSteps, tf.ceil),
  ...onShapes('Cos', few, anyNumber, tf.cos),
  ...onShapes('Elu', few, awayFromZero, tf.elu),
  ...onShapes('Erf', few, anyNumber, tf.erf),
  ...onShapes('Exp', everyRank, anyNumber, tf.exp),
  ...onShapes('Floor', few, betweenSteps, tf.floor),
  ...onShapes('Log', few, positive, tf.log),
  ...onShapes('Neg', few, anyNumber, tf.neg),
  ...onShapes('Neg', [[4]], wholeNumber, tf.neg, whole),
  ...onShapes('Reciprocal', few, positive, tf.reciprocal),
  ...onShapes('Relu', few, awayFromZero, tf.relu),
  ...onShapes('Round', few, betweenSteps, tf.round),
  ...onShapes('Sign', few, oftenEqual, tf.sign, flat),
  ...onShapes('Sigmoid', everyRank, anyNumber, tf.sigmoid),
  ...onShapes('Sin', few, anyNumber, tf.sin),
  ...onShapes('Softplus', few, anyNumber, tf.softplus),
  ...onShapes('Sqrt', few, positive, tf.sqrt),
  ...onShapes('Tan', few, (random) => random.uniform() * 2 - 1, tf.tan),
  ...onShapes('Tanh', everyRank, anyNumber, tf.tanh),
  ...onShapes('Square', few, anyNumber, tf.square),
  ...onShapes('Square', [[4]], wholeNumber, tf.square, whole),
  ...onShapes('Rsqrt', few, positive, tf.rsqrt),
  ...onShapes('LeakyRelu', everyRank, awayFromZero, (x) => tf.leakyRelu(x, 0.2)),
  ...onShapes('ClipByValue', few, betweenSteps, (x) => tf.clipByValue(x, -0.5, 1)),
  ...onShapes('ClipByValue', [[6]], wholeNumber, (x) => tf.clipByValue(x, -5, 7), whole),
  ...onShapes('Step', few, awayFromZero, (x) => tf.step(x)),
  ...onShapes('Step', [[2, 3, 4, 5]], oftenEqual, (x) => tf.step(x, -1), flat),
  ...onShapes('Identity', few, anyNumber, tf.clone),
  ...onShapes('ZerosLike', few, anyNumber, (x) => tf.add(tf.zerosLike(x), tf.square(x))),
  ...onShapes('OnesLike', few, anyNumber, (x) => tf.mul(tf.onesLike(x), tf.square(x))),
  ...onShapes('Fill', few, anyNumber, (x) => tf.mul(tf.fill(x.shape, 1.5), x)),
  ...onShapes('Fill', [[4]], wholeNumber, (x) => tf.add(tf.fill(x.shape, 3, 'int32'), x), whole),
  ...onShapes('Cast', few, betweenSteps, (x) => tf.mul(tf.cast(tf.cast(x, 'int32'), 'float32'), 0.5), flat),
  ...onShapes('Cast', [[4]], wholeNumber, (x) => tf.cast(x, 'float32'), whole),
  ...onShapes('Cast', [[2, 3, 4, 5]], oftenEqual, (x) => tf.cast(x, 'bool'), flat),
  ...onShapes('Cast', [[3]], anyNumber, (x) => tf.add(tf.cast(tf.scalar(-2.5), 'int32'), tf.cast(x, 'int32')), flat),
  ...onShapes('LogicalNot', few, oftenEqual, (x) => tf.logicalNot(truth(x)), flat),
];

const arithmetic: KernelCase[] = [
  ...onPairs('Add', broadcasts, anyNumber, tf.add),
  ...onPairs('Add', [[[4], []]], wholeNumber, tf.add, whole),
  ...onPairs('Sub', broadcasts, anyNumber, tf.sub),
  ...onPairs('Sub', [[[4], [3, 1]]], wholeNumber, tf.sub, whole),
  ...onPairs('Multiply', broadcasts, anyNumber, tf.mul),
  ...onPairs('Multiply', [[[4], [3, 1]]], wholeNumber, tf.mul, whole),
  ...onPairs('RealDiv', broadcasts, [anyNumber, positive], tf.div),
  ...onPairs('Pow', broadcasts, positive, tf.pow),
  ...onPairs('SquaredDifference', broadcasts, anyNumber, tf.squaredDifference),
  ...onPairs('Maximum', broadcasts, apart, tf.maximum),
  ...onPairs('Minimum', broadcasts, apart, tf.minimum),
  ...onPairs('Maximum', [[[4], [3, 1]]], wholeNumber, tf.maximum, whole),
  ...onPairs('AddN', [broadcasts[2]], anyNumber, (a, b) => tf.addN([a, b, a])),
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

export const elementwise = [...unary, ...arithmetic, ...comparisons, ...select, ...uniform];
