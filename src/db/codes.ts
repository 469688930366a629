const bytesPerNumber = 4;

/** A latent code as it is stored: 32-bit floats, little-endian. */
export function codeToBytes(code: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(code.length * bytesPerNumber);
  const view = new DataView(bytes.buffer);
  code.forEach((number, index) => {
    view.setFloat32(index * bytesPerNumber, number, true);
  });
  return bytes;
}

/** The latent code in bytes that `codeToBytes` made. */
export function bytesToCode(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / bytesPerNumber }, (_, index) =>
    view.getFloat32(index * bytesPerNumber, true),
  );
}
