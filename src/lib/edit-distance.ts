const longest = 64;
/** Three rows of distances, used again by every call. */
const rows = [0, 1, 2].map(() => new Uint16Array(longest + 1));

/**
 * Letters to insert, delete, replace or swap with their neighbour (optimal string alignment distance), of the first 64
 * letters; beyond `atMost` any larger number.
 */
export function editDistance(from: string, to: string, atMost = longest): number {
  const width = Math.min(longest, to.length);
  const height = Math.min(longest, from.length);
  let [beforeLast, last, current] = rows as [Uint16Array, Uint16Array, Uint16Array];
  for (let column = 0; column <= width; column++) last[column] = column;
  for (let row = 1; row <= height; row++) {
    const letter = from.charCodeAt(row - 1);
    const letterBefore = row > 1 ? from.charCodeAt(row - 2) : -1;
    current[0] = row;
    let least = row;
    for (let column = 1; column <= width; column++) {
      const other = to.charCodeAt(column - 1);
      let distance = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + (letter === other ? 0 : 1),
      );
      const swapped = column > 1 && letter === to.charCodeAt(column - 2) && letterBefore === other;
      if (swapped) distance = Math.min(distance, beforeLast[column - 2]! + 1);
      current[column] = distance;
      if (distance < least) least = distance;
    }
    if (least > atMost + 1) return least;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return last[width]!;
}
