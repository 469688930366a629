import * as tf from '@tensorflow/tfjs-core';
import {
  anyNumber,
  awayFromZero,
  between,
  betweenSteps,
  type Draw,
  everyRank,
  type KernelCase,
  oftenEqual,
  onShapes,
  positive,
  randomShape,
  wholeNumber,
} from '../case.ts';

const few = [[], [3], [2, 3, 4, 5], randomShape(), randomShape(4)];
const flat = { smooth: false } as const;
const whole = { dtype: 'int32' } as const;

/** Below 0, between 0 and 6, and above, all well away from either. */
const aroundSix: Draw = (random) => random.integer(3) * 5 - 3 + random.uniform();
/** Infinities, no numbers and numbers. */
const odd = (x: tf.Tensor) => tf.div(x, tf.relu(x));

export const unary: KernelCase[] = [
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
  ...onShapes('Tan', few, between(-1, 1), tf.tan),
  ...onShapes('Tanh', everyRank, anyNumber, tf.tanh),
  ...onShapes('Square', few, anyNumber, tf.square),
  ...onShapes('Square', [[4]], wholeNumber, tf.square, whole),
  ...onShapes('Rsqrt', few, positive, tf.rsqrt),
  ...onShapes('LeakyRelu', everyRank, awayFromZero, (x) => tf.leakyRelu(x, 0.2)),
  ...onShapes('ClipByValue', few, betweenSteps, (x) => tf.clipByValue(x, -0.5, 1)),
  ...onShapes('ClipByValue', [[6]], wholeNumber, (x) => tf.clipByValue(x, -5, 7), whole),
  ...onShapes('Step', few, awayFromZero, (x) => tf.step(x)),
  ...onShapes('Step', [[2, 3, 4, 5]], oftenEqual, (x) => tf.step(x, -1), flat),
  ...onShapes('LogicalNot', few, oftenEqual, (x) => tf.logicalNot(tf.greater(x, 0)), flat),
  ...onShapes('Acos', few, between(-0.8, 0.8), tf.acos),
  ...onShapes('Acosh', few, between(1.3, 3), tf.acosh),
  ...onShapes('Asin', few, between(-0.8, 0.8), tf.asin),
  ...onShapes('Asinh', few, anyNumber, tf.asinh),
  ...onShapes('Atan', few, anyNumber, tf.atan),
  ...onShapes('Atanh', few, between(-0.8, 0.8), tf.atanh),
  ...onShapes('Cosh', few, anyNumber, tf.cosh),
  ...onShapes('Sinh', few, anyNumber, tf.sinh),
  ...onShapes('Expm1', few, anyNumber, tf.expm1),
  ...onShapes('Log1p', few, between(-0.5, 2), tf.log1p),
  ...onShapes('Selu', few, awayFromZero, tf.selu),
  ...onShapes('Relu6', few, aroundSix, tf.relu6),
  ...onShapes('IsNan', few, oftenEqual, (x) => tf.isNaN(odd(x)), flat),
  ...onShapes('IsInf', few, oftenEqual, (x) => tf.isInf(odd(x)), flat),
  ...onShapes('IsFinite', few, oftenEqual, (x) => tf.isFinite(odd(x)), flat),
];
