import * as tf from '@tensorflow/tfjs-core';
import { anyNumber, type KernelCase, onPairs, onShapes, wholeNumber } from '../case.ts';

const product = (transposeA: boolean, transposeB: boolean) => (a: tf.Tensor, b: tf.Tensor) =>
  tf.matMul(a, b, transposeA, transposeB);

const square = [
  [3, 4],
  [4, 2],
] as const;
const turned = (shape: readonly number[], yes: boolean) =>
  yes ? [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2)!] : shape;

const transposes: KernelCase[] = [false, true].flatMap((a) =>
  [false, true].flatMap((b) =>
    [
      square,
      [
        [2, 3, 4],
        [2, 4, 2],
      ],
      [
        [2, 3, 4, 5],
        [2, 3, 5, 2],
      ],
    ].flatMap((pair) =>
      onPairs('BatchMatMul', [[turned(pair[0]!, a), turned(pair[1]!, b)]], anyNumber, product(a, b)).map((one) => ({
        ...one,
        name: `${one.name}, transposed ${a} ${b}`,
      })),
    ),
  ),
);

export const matrix: KernelCase[] = [
  ...transposes,
  ...onPairs(
    'BatchMatMul',
    [
      [
        [2, 3, 4],
        [1, 4, 2],
      ],
      [
        [3, 4],
        [2, 4, 2],
      ],
      [
        [2, 3, 2, 4],
        [4, 3],
      ],
    ],
    anyNumber,
    tf.matMul,
    { smooth: false },
  ),
  ...onPairs('BatchMatMul', [square], wholeNumber, tf.matMul, { dtype: 'int32' }),
  ...onShapes('BatchMatMul', [[3, 4]], anyNumber, (x) => tf.matMul(x as tf.Tensor2D, tf.ones([4, 2]))),
];
