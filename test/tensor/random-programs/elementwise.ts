import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#lib/random.ts';
import { type Line, type Operation, pick, type Value } from './writer.ts';

type Unary = (x: tf.Tensor) => tf.Tensor;
type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

const onOne =
  (text: string, fn: Unary, jumps?: Unary): Operation =>
  (x) => ({ text, operands: [x], fn, jumps });

const onTwo =
  (text: string, fn: Binary, jumps?: Binary): Operation =>
  (x, { random, values }) => {
    const other = partner(x, values, random);
    const operands = random.uniform() < 0.5 ? [x, other] : [other, x];
    return { text, operands, fn, jumps };
  };

/** What broadcasts with `x`: a value that is there, or an input that lacks some of its axes. */
function partner(x: Value, values: readonly Value[], random: Random): Line['operands'][number] {
  const fitting = values.filter(
    ({ shape }) => shape.length <= x.shape.length && shape.every((n, i) => fits(n, x.shape.at(i - shape.length)!)),
  );
  if (random.uniform() < 0.5) return pick(random, fitting);
  const lacking = x.shape.map((length) => (random.uniform() < 0.5 ? 1 : length));
  return { shape: lacking.slice(random.integer(x.shape.length + 1)) };
}

const fits = (length: number, other: number) => length === other || length === 1 || other === 1;

/** At least 1, for what divides, and roots and logarithms. */
const large: Unary = (x) => tf.add(1, tf.square(x));
const fraction: Unary = (x) => tf.sub(x, tf.round(x));
const both: Binary = (a, b) => tf.concat([tf.reshape(a, [-1]), tf.reshape(b, [-1])]);
const number: Unary = (x) => tf.cast(x, 'float32');

const smooth: Operation[] = [
  onOne('tanh', tf.tanh),
  onOne('sigmoid', tf.sigmoid),
  onOne('softplus', tf.softplus),
  onOne('erf', tf.erf),
  onOne('sin', tf.sin),
  onOne('cos', tf.cos),
  onOne('exp', tf.exp),
  onOne('neg', tf.neg),
  onOne('square', tf.square),
  onOne('tan(tanh / 2)', (x) => tf.tan(tf.mul(0.5, tf.tanh(x)))),
  onOne('log(1 + square)', (x) => tf.log(large(x))),
  onOne('sqrt(1 + square)', (x) => tf.sqrt(large(x))),
  onOne('rsqrt(1 + square)', (x) => tf.rsqrt(large(x))),
  onOne('reciprocal(1 + square)', (x) => tf.reciprocal(large(x))),
  onOne('pow(1 + square, 0.7)', (x) => tf.pow(large(x), 0.7)),
  onOne('times its sigmoid', (x) => tf.mul(x, tf.sigmoid(x))),
  onTwo('add', tf.add),
  onTwo('sub', tf.sub),
  onTwo('mul', tf.mul),
  onTwo('squaredDifference', tf.squaredDifference),
  onTwo('div by 1 + square', (a, b) => tf.div(a, large(b))),
  onTwo('pow(1 + square, tanh)', (a, b) => tf.pow(large(a), tf.tanh(b))),
];

/** Tensors known to be one number everywhere, which are recorded as such. */
const uniform: Operation[] = [
  onOne('add zeros', (x) => tf.add(tf.zerosLike(x), x)),
  onOne('mul ones', (x) => tf.mul(x, tf.onesLike(x))),
  onOne('sub from 1.5', (x) => tf.sub(1.5, x)),
  onOne('mul zeros, add its half', (x) => tf.add(tf.mul(x, tf.zerosLike(x)), tf.mul(0.5, x))),
  onOne('div of filled', (x) => tf.div(tf.fill(x.shape, 0.5), large(x))),
  onOne('add a larger filled', (x) => tf.add(tf.fill([2, ...x.shape], -0.3), x)),
  onOne('addN with ones', (x) => tf.addN([x, tf.onesLike(x), tf.tanh(x)])),
];

const jumping: Operation[] = [
  onOne('relu', tf.relu, (x) => x),
  onOne(
    'leakyRelu',
    (x) => tf.leakyRelu(x, 0.2),
    (x) => x,
  ),
  onOne('elu', tf.elu, (x) => x),
  onOne('abs', tf.abs, (x) => x),
  onOne('sign', tf.sign, (x) => x),
  onOne(
    'step',
    (x) => tf.step(x, 0.3),
    (x) => x,
  ),
  onOne('floor', tf.floor, fraction),
  onOne('ceil', tf.ceil, fraction),
  onOne('round', tf.round, (x) => fraction(tf.add(x, 0.5))),
  onOne(
    'whole thirds',
    (x) => tf.div(number(tf.cast(tf.mul(x, 3), 'int32')), 3),
    (x) => fraction(tf.mul(x, 3)),
  ),
  onOne(
    'clipByValue',
    (x) => tf.clipByValue(x, -0.5, 0.8),
    (x) => both(tf.add(x, 0.5), tf.sub(x, 0.8)),
  ),
  onTwo('maximum', tf.maximum, tf.sub),
  onTwo('minimum', tf.minimum, tf.sub),
  onTwo('where greater', (a, b) => tf.where(tf.greater(a, b), tf.sin(a), tf.mul(a, b)), tf.sub),
  onTwo('where lessEqual, one side a number', (a, b) => tf.where(tf.lessEqual(a, b), tf.square(b), 0.5), tf.sub),
  onTwo(
    'product where less and not greater',
    (a, b) => {
      const within = tf.logicalAnd(tf.less(a, 0.3), tf.logicalNot(tf.greaterEqual(b, 0.2)));
      return tf.mul(tf.mul(a, b), number(within));
    },
    (a, b) => both(tf.sub(a, 0.3), tf.sub(b, 0.2)),
  ),
  onTwo(
    'where halves are equal or a is negative',
    (a, b) => {
      const equal = tf.equal(tf.floor(tf.mul(a, 2)), tf.floor(tf.mul(b, 2)));
      return tf.where(tf.logicalOr(equal, tf.less(a, 0)), tf.add(a, b), tf.sub(a, b));
    },
    (a, b) => both(both(fraction(tf.mul(a, 2)), fraction(tf.mul(b, 2))), a),
  ),
  onTwo(
    'difference where rounded differ',
    (a, b) => {
      return tf.mul(number(tf.notEqual(tf.round(a), tf.round(b))), tf.sub(a, b));
    },
    (a, b) => both(fraction(tf.add(a, 0.5)), fraction(tf.add(b, 0.5))),
  ),
];

export const elementwise = [...smooth, ...smooth, ...uniform, ...jumping];
