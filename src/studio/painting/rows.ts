type Row = Float32Array | Uint8Array;

/** Rows of numbers one behind the other. */
export function concatenate<Numbers extends Row>(parts: readonly Numbers[]): Numbers {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = (parts[0] instanceof Float32Array ? new Float32Array(length) : new Uint8Array(length)) as Numbers;
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** So many rows of equal length, each in memory of its own. */
export function divide<Numbers extends Row>(whole: Numbers, count: number): Numbers[] {
  const length = whole.length / count;
  return Array.from({ length: count }, (_, index) => whole.slice(index * length, (index + 1) * length) as Numbers);
}
