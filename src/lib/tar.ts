import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type ArchiveFile, checkNames } from './zip.ts';

const block = 512;
const compress = promisify(gzip);

/** A `.tar.gz` of files (POSIX.1-1988, ustar). Throws RangeError as `zip`. */
export async function tarGz(files: readonly ArchiveFile[], at: Date): Promise<Uint8Array> {
  checkNames(files);
  const parts = files.flatMap(({ name, bytes }) => {
    const padding = Buffer.alloc((block - (bytes.byteLength % block)) % block);
    return [headerOf(name, bytes.byteLength, at), bytes, padding];
  });
  return compress(Buffer.concat([...parts, Buffer.alloc(2 * block)]));
}

function headerOf(name: string, size: number, at: Date): Buffer {
  const header = Buffer.alloc(block);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  header.write(name, 0);
  header.write(octal(0o644, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(size, 11), 124);
  header.write(octal(Math.floor(at.getTime() / 1000), 11), 136);
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\u0000 `, 148);
  return header;
}
