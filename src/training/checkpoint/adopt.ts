import type { NamedTensor } from './safetensors.ts';

/**
 * The rows of a table `[rows, columns]` that belong to styles, `first` being the first, for other styles: a style that
 * the parent knows keeps its row, a new one begins as the mean of all.
 */
export function adoptStyles(
  { shape, data }: NamedTensor,
  first: number,
  from: readonly string[],
  to: readonly string[],
): NamedTensor {
  const columns = shape[1]!;
  const row = (index: number) => data.subarray((first + index) * columns, (first + index + 1) * columns);
  const mean = Float32Array.from({ length: columns }, (_, column) =>
    from.reduce((sum, _style, index) => sum + row(index)[column]! / from.length, 0),
  );
  const adopted = new Float32Array((first + to.length) * columns);
  adopted.set(data.subarray(0, first * columns));
  for (const [index, style] of to.entries()) {
    const known = from.indexOf(style);
    adopted.set(known < 0 ? mean : row(known), (first + index) * columns);
  }
  return { shape: [first + to.length, columns], data: adopted };
}
