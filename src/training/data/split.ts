import { createHash } from 'node:crypto';

const heldOutShare = 0.1;

/**
 * Whether a concept is kept out of training for good. Ten per cent are, chosen by the SHA-256 of the concept's name,
 * so that the same ones stay out on every machine, in every style and as sets grow.
 */
export function isHeldOut(concept: string): boolean {
  return createHash('sha256').update(concept).digest().readUInt32BE(0) < heldOutShare * 2 ** 32;
}
