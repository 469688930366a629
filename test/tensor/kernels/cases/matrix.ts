import * as tf from '@tensorflow/tfjs-core';
import type { Numbers } from '#tensor/program.ts';
import { anyNumber, type KernelCase, onPairs, onShapes, shapes, wholeNumber } from '../case.ts';

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

/** Random letters for axes of random length, shared, summed and kept. */
function randomEinsum(): KernelCase[] {
  const axes = [...'abcdef'].slice(0, 2 + shapes.integer(4));
  const length = Object.fromEntries(axes.map((axis) => [axis, 1 + shapes.integer(4)]));
  const shuffled = (list: string[]) => list.toSorted(() => shapes.uniform() - 0.5);
  const left = shuffled(axes.filter(() => shapes.uniform() < 0.7));
  const right = shuffled(axes.filter((axis) => !left.includes(axis) || shapes.uniform() < 0.5));
  const result = shuffled([...new Set([...left, ...right])].filter(() => shapes.uniform() < 0.6));
  if (left.length === 0 || right.length === 0) return randomEinsum();
  return einsum(`${left.join('')},${right.join('')}->${result.join('')}`, [
    left.map((axis) => length[axis]!),
    right.map((axis) => length[axis]!),
  ]);
}

/** Every product of elements whose axes agree, added where the result has them: tfjs forgets to sum some axes. */
function productsByHand(equation: string, shapesOf: readonly (readonly number[])[], operands: Numbers[]): number[] {
  const [left = '', result = ''] = equation.replaceAll(' ', '').split('->');
  const terms = left.split(',');
  const axes = [...new Set(left.replaceAll(',', ''))];
  const lengths = axes.map((axis) => {
    const owner = terms.findIndex((term) => term.includes(axis));
    return shapesOf[owner]![terms[owner]!.indexOf(axis)]!;
  });
  const lengthOf = (axis: string) => lengths[axes.indexOf(axis)]!;
  const sums = new Array<number>([...result].reduce((count, axis) => count * lengthOf(axis), 1)).fill(0);
  const place = (term: string, at: readonly number[]) =>
    [...term].reduce((index, axis) => index * lengthOf(axis) + at[axes.indexOf(axis)]!, 0);
  const count = lengths.reduce((product, length) => product * length, 1);
  for (let index = 0; index < count; index++) {
    let rest = index;
    const at = lengths.map((length) => {
      const position = rest % length;
      rest = Math.floor(rest / length);
      return position;
    });
    sums[place(result, at)]! += operands.reduce((product, all, term) => product * all[place(terms[term]!, at)]!, 1);
  }
  return sums;
}

const einsum = (equation: string, given: number[][]): KernelCase[] => {
  const draws = Object.fromEntries(given.map((shape, index) => [`x${index}`, { shape, draw: anyNumber }]));
  return [
    {
      kernel: 'Einsum',
      name: `of ${given.map((shape) => `[${shape}]`).join(' and ')}, ${equation}`,
      inputs: draws,
      fn: (inputs) => ({ y: tf.einsum(equation, ...given.map((_, index) => inputs[`x${index}`]!)) }),
      smooth: true,
      byHand: (inputs) =>
        productsByHand(
          equation,
          given,
          given.map((_, index) => inputs[`x${index}`]!),
        ),
    },
  ];
};

const einsums: KernelCase[] = [
  ...einsum('ij,jk->ik', [
    [2, 3],
    [3, 4],
  ]),
  ...einsum('bqhd,bkhd->bhqk', [
    [2, 3, 2, 4],
    [2, 5, 2, 4],
  ]),
  ...einsum('bhqk,bkhd->bqhd', [
    [2, 2, 3, 5],
    [2, 5, 2, 4],
  ]),
  ...einsum('bhwc, c -> bhw', [[2, 3, 4, 5], [5]]),
  ...einsum('i,j->ij', [[3], [4]]),
  ...einsum('ij,kj->', [
    [2, 3],
    [4, 3],
  ]),
  ...einsum('ij->ji', [[2, 3]]),
  ...einsum('ijk->j', [[2, 3, 4]]),
  ...randomEinsum(),
  ...randomEinsum(),
  ...randomEinsum(),
];

export const matrix: KernelCase[] = [
  ...einsums,
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
  ),
  ...onPairs('BatchMatMul', [square], wholeNumber, tf.matMul, { dtype: 'int32' }),
  ...onShapes('BatchMatMul', [[3, 4]], anyNumber, (x) => tf.matMul(x as tf.Tensor2D, tf.ones([4, 2]))),
];
