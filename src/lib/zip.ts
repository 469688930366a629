import { crc32 } from 'node:zlib';

/** A file of an archive. */
export interface ArchiveFile {
  /** With `/` between folders; at most 100 bytes. */
  name: string;
  bytes: Uint8Array;
}

const signatures = { file: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 };
/** Of ZIP as everything reads it, and names in UTF-8. */
const version = 20;
const utf8 = 0x0800;
/** Files and bytes beyond these need Zip64. */
const most = { files: 0xffff, bytes: 0xffffffff };

/**
 * A ZIP archive (APPNOTE 6.3.10) of files as they are, for what is compressed already. Throws RangeError for more than it
 * can hold, and for a name that is there twice or leaves the archive's folder.
 */
export function zip(files: readonly ArchiveFile[], at: Date): Uint8Array {
  checkNames(files);
  const [time, day] = dosTime(at);
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const called = Buffer.from(name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(version, 0);
    about.writeUInt16LE(utf8, 2);
    about.writeUInt16LE(time, 6);
    about.writeUInt16LE(day, 8);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(bytes.byteLength, 14);
    about.writeUInt32LE(bytes.byteLength, 18);
    about.writeUInt16LE(called.byteLength, 22);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(signatures.file);
    local.push(head, about, called, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const entry = Buffer.alloc(6);
    entry.writeUInt32LE(signatures.entry);
    entry.writeUInt16LE(version, 4);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(entry, about, rest, called);
    offset += 30 + called.byteLength + bytes.byteLength;
  }
  const size = central.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (files.length > most.files || offset + size > most.bytes)
    throw new RangeError('This is too much for one ZIP file.');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(signatures.end);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...central, end]);
}

/** As MS-DOS has it: two seconds are the least, and 1980 is the first year. */
function dosTime(at: Date): [time: number, day: number] {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const year = Math.min(127, Math.max(0, at.getUTCFullYear() - 1980));
  return [time, (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()];
}

export function checkNames(files: readonly ArchiveFile[]): void {
  const names = new Set(files.map(({ name }) => name));
  if (names.size < files.length) throw new RangeError('Two files of an archive have one name.');
  for (const name of names) {
    const parts = name.split('/');
    const leaves = parts.some((part) => part === '' || part === '.' || part === '..') || name.includes('\\');
    if (leaves || Buffer.byteLength(name) > 100) throw new RangeError(`${name} is no name for a file of an archive.`);
  }
}
