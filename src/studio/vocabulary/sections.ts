/*
 * One file: the length of a JSON header as 32 bits, little-endian; the header; arrays of numbers, each starting at a
 * multiple of four bytes after the header. The arrays are used where they lie: opening copies nothing.
 */

const kinds = { Uint8Array, Uint16Array, Uint32Array } as const;
export type Section = Uint8Array | Uint16Array | Uint32Array;

interface Place {
  kind: keyof typeof kinds;
  offset: number;
  length: number;
}

interface Header<Facts> {
  facts: Facts;
  places: Record<string, Place>;
  bytes: number;
}

const align = (offset: number) => Math.ceil(offset / 4) * 4;

/** Puts facts and arrays of numbers into one buffer. */
export function packSections(facts: unknown, sections: Record<string, Section>): ArrayBuffer {
  const places: Record<string, Place> = {};
  let bytes = 0;
  for (const [name, section] of Object.entries(sections)) {
    places[name] = { kind: section.constructor.name as Place['kind'], offset: bytes, length: section.length };
    bytes = align(bytes + section.byteLength);
  }
  const header = new TextEncoder().encode(JSON.stringify({ facts, places, bytes } satisfies Header<unknown>));
  const start = align(4 + header.length);
  const buffer = new ArrayBuffer(start + bytes);
  new DataView(buffer).setUint32(0, header.length, true);
  new Uint8Array(buffer, 4).set(header);
  for (const [name, section] of Object.entries(sections)) {
    const whole = new Uint8Array(section.buffer, section.byteOffset, section.byteLength);
    new Uint8Array(buffer, start + places[name]!.offset).set(whole);
  }
  return buffer;
}

/** What `packSections` put together. Throws where the buffer is not whole. */
export function unpackSections<Facts, Name extends string>(
  buffer: ArrayBuffer,
): { facts: Facts; sections: Record<Name, Section> } {
  const length = new DataView(buffer).getUint32(0, true);
  const text = new TextDecoder().decode(new Uint8Array(buffer, 4, length));
  const { facts, places, bytes } = JSON.parse(text) as Header<Facts>;
  const start = align(4 + length);
  if (buffer.byteLength !== start + bytes) throw new Error('the file is cut off');
  const sections = Object.fromEntries(
    Object.entries(places).map(([name, { kind, offset, length: count }]) => [
      name,
      new kinds[kind](buffer, start + offset, count),
    ]),
  );
  return { facts, sections: sections as Record<Name, Section> };
}
