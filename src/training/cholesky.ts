/** The lower triangle L with L Lᵀ = `matrix`, `[size, size]`, of which the lower triangle is read. */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const root = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= root[i * size + k]! * root[j * size + k]!;
      root[i * size + j] = i === j ? Math.sqrt(sum) : sum / root[j * size + j]!;
    }
  }
  return root;
}

/** L⁻¹ x, by forward substitution. */
export function solveLower(root: Float64Array, x: ArrayLike<number>): Float64Array {
  const size = x.length;
  const solved = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = x[i]!;
    for (let j = 0; j < i; j++) sum -= root[i * size + j]! * solved[j]!;
    solved[i] = sum / root[i * size + i]!;
  }
  return solved;
}

/** L⁻ᵀ x, by back substitution. */
export function solveUpper(root: Float64Array, x: ArrayLike<number>): Float64Array {
  const size = x.length;
  const solved = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let j = i + 1; j < size; j++) sum -= root[j * size + i]! * solved[j]!;
    solved[i] = sum / root[i * size + i]!;
  }
  return solved;
}
