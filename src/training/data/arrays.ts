/**
 * Arrays of zeros by name that are used again each time, once their last numbers are: a batch of pictures is megabytes,
 * and a long run that threw them away would leave its memory to the garbage collector's moods.
 */
export function createArrays(): (name: string, length: number) => Float32Array<ArrayBuffer> {
  const arrays = new Map<string, Float32Array<ArrayBuffer>>();
  return (name, length) => {
    const known = arrays.get(name);
    if (known?.length === length) return known.fill(0);
    const created = new Float32Array(length);
    arrays.set(name, created);
    return created;
  };
}
