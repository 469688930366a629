import { sign } from 'node:crypto';
import { encode } from 'cborg';
import type { Authority } from './authority.ts';

/** Names of the headers of COSE (RFC 9052 and 9360), and ECDSA with SHA-256 among its algorithms. */
const header = { algorithm: 1, certificates: 33 };
const es256 = -7;
/** Begins a COSE_Sign1 in CBOR. */
const tag = 0xd2;
/** Bytes that say how long a padding of this many is. */
const lengthOfPadding = 2;

/**
 * A C2PA claim signed: a COSE_Sign1 whose payload stands elsewhere, padded to `length` bytes in all (C2PA 2.4, 13.2).
 * Throws where it is longer.
 */
export function signClaim(claim: Uint8Array, length: number, { key, certificates }: Authority): Uint8Array {
  const chain = certificates.map(({ raw }) => new Uint8Array(raw));
  const head = encode(
    new Map<number, unknown>([
      [header.algorithm, es256],
      [header.certificates, chain],
    ]),
  );
  const signed = encode(['Signature1', head, new Uint8Array(0), claim]);
  const signature = new Uint8Array(sign('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }));
  const withPadding = (padding: number) =>
    Uint8Array.of(tag, ...encode([head, { pad: new Uint8Array(padding) }, null, signature]));
  const padding = length - withPadding(0).length - lengthOfPadding;
  if (padding < 2 ** 8) throw new Error(`A signature has no room in ${length} bytes.`);
  return withPadding(padding);
}
