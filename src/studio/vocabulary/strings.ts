/** Many strings as one array of UTF-16 units and where each starts. */
export interface PackedStrings {
  units: Uint16Array;
  starts: Uint32Array;
}

export function packStrings(strings: readonly string[]): PackedStrings {
  const starts = new Uint32Array(strings.length + 1);
  strings.forEach((text, index) => {
    starts[index + 1] = starts[index]! + text.length;
  });
  const units = new Uint16Array(starts.at(-1)!);
  strings.forEach((text, index) => {
    for (let i = 0; i < text.length; i++) units[starts[index]! + i] = text.charCodeAt(i);
  });
  return { units, starts };
}

export function stringAt({ units, starts }: PackedStrings, index: number): string {
  return String.fromCharCode(...units.subarray(starts[index], starts[index + 1]));
}

/** The first of so many places at which a condition holds that holds ever after; their number where it never does. */
export function firstPlace(count: number, holds: (place: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The place of the first of sorted strings that is not before `text`. */
export function lowerBound(strings: PackedStrings, text: string): number {
  return firstPlace(strings.starts.length - 1, (place) => compare(strings, place, text) >= 0);
}

function compare({ units, starts }: PackedStrings, index: number, text: string): number {
  const start = starts[index]!;
  const length = starts[index + 1]! - start;
  const shared = Math.min(length, text.length);
  for (let i = 0; i < shared; i++) {
    const difference = units[start + i]! - text.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return length - text.length;
}
