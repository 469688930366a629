import { countRows, type Features, rowOf } from './features.ts';

/** Inner products among the rows of two sets of features, and of one set's with the other's. */
export interface Comparison {
  /** Numbers in a row. */
  size: number;
  /** `[left, left]`. */
  left: Float32Array;
  /** `[right, right]`. */
  right: Float32Array;
  /** `[left, right]`. */
  across: Float32Array;
}

export function compareSets(left: Features, right: Features): Comparison {
  return { size: left.size, left: productsAmong(left), right: productsAmong(right), across: products(left, right) };
}

/** The width and height of a square matrix. */
export const sideOf = (matrix: Float32Array): number => Math.sqrt(matrix.length);

function productsAmong(features: Features): Float32Array {
  const count = countRows(features);
  const matrix = new Float32Array(count * count);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column <= row; column++) {
      const product = innerProduct(rowOf(features, row), rowOf(features, column));
      matrix[row * count + column] = product;
      matrix[column * count + row] = product;
    }
  }
  return matrix;
}

function products(left: Features, right: Features): Float32Array {
  const [rows, columns] = [countRows(left), countRows(right)];
  const matrix = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      matrix[row * columns + column] = innerProduct(rowOf(left, row), rowOf(right, column));
    }
  }
  return matrix;
}

function innerProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
