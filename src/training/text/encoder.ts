import { readFile } from 'node:fs/promises';
import { decodeSafetensors, encodeSafetensors, type NamedTensor } from '../checkpoint/safetensors.ts';
import { tokensOf } from './tokens.ts';

/** Numbers in the embedding of a text or a picture. */
export const embeddingSize = 96;

/** Reads texts in any language. */
export interface TextEncoder {
  /** Unit vector `[embeddingSize]`; zeros for a text without words. */
  embed(text: string): Float32Array;
}

/** `table` is `[vocabularySize, embeddingSize]`. A text is the mean of its tokens' rows, at unit length. */
export function createTextEncoder({ data }: NamedTensor): TextEncoder {
  return {
    embed: (text) => {
      const sum = new Float32Array(embeddingSize);
      for (const token of tokensOf(text)) {
        for (let i = 0; i < embeddingSize; i++) sum[i]! += data[token * embeddingSize + i]!;
      }
      return toUnit(sum);
    },
  };
}

const tableName = 'text/table';

/** Opens the text encoder in a file. Throws `bad_checkpoint`. */
export async function readTextEncoder(path: string): Promise<TextEncoder> {
  return createTextEncoder(decodeSafetensors(await readFile(path)).tensors[tableName]!);
}

/** The file of a text encoder, a byte a number. */
export const encodeTextEncoder = (table: NamedTensor): Buffer => encodeSafetensors({ [tableName]: table }, {}, 'I8');

/** The direction of the sum of embeddings. */
export function meanOf(embeddings: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(embeddingSize);
  for (const embedding of embeddings) for (let i = 0; i < sum.length; i++) sum[i]! += embedding[i]!;
  return toUnit(sum);
}

/** The vector at unit length, in place; zeros stay. */
function toUnit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (length > 0) for (let i = 0; i < vector.length; i++) vector[i]! /= length;
  return vector;
}
