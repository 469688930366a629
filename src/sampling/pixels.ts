import type { Numbers } from '#tensor/program.ts';

/** Premultiplied RGBA `[size, size, 4]`: bytes, or shares in [0, 1]. */
export type Picture = Uint8Array | Float32Array;

/** Bytes of shares. */
export function toBytes(shares: Numbers): Uint8Array {
  const bytes = new Uint8Array(shares.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round(shares[i]! * 255);
  return bytes;
}

/** Pictures of `length` numbers in shares, one behind the other, in an array for `size` of them. */
export function toShares(pictures: readonly Picture[], length: number, size = pictures.length): Float32Array {
  const shares = new Float32Array(size * length);
  for (const [row, picture] of pictures.entries()) {
    if (picture instanceof Float32Array) shares.set(picture, row * length);
    else for (let i = 0; i < length; i++) shares[row * length + i] = picture[i]! / 255;
  }
  return shares;
}
