import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#lib/random.ts';
import type { Tensors } from '#tensor/program.ts';
import type { BatchSource, Learner, ParameterSpec } from '../family.ts';
import { descend } from '../losses.ts';
import { dense, layers, leaky } from '../networks/layers.ts';
import type { Corpus } from './corpus.ts';
import { embeddingSize, type TextEncoder } from './encoder.ts';
import { tokensAtMost, tokensOf, vocabularySize } from './tokens.ts';

/** How much nearer to its own picture than to others a text comes: cosines are multiplied by this. */
const sharpness = 16;
const hidden = 256;
/** How often a text is English, and how often a label, rather than one tag or several. */
const share = { english: 0.4, label: 0.45, severalTags: 0.2 };

/** Codes of pictures, normalised, and what each shows. */
export interface LabelledCodes {
  /** `[count, size]`. */
  codes: Float32Array;
  size: number;
  concepts: readonly string[];
}

export interface ContrastConfig {
  /** Numbers of a code. */
  size: number;
  /** Whether the text encoder is trained too, or pictures are embedded for one that there is. */
  text: boolean;
}

/** Normalised codes `[batch, size]` → unit vectors `[batch, embeddingSize]`. */
export function embedPictures(p: Tensors, codes: tf.Tensor): tf.Tensor2D {
  const { linear } = layers(p);
  return unit(linear('picture/1', leaky(linear('picture/0', codes))));
}

const unit = (x: tf.Tensor): tf.Tensor2D =>
  tf.div(x, tf.sqrt(tf.add(tf.sum(tf.square(x), 1, true), 1e-8))) as tf.Tensor2D;

export const pictureParameters = (size: number): ParameterSpec[] => [
  ...dense('picture/0', size, hidden),
  ...dense('picture/1', hidden, embeddingSize),
];

/**
 * Learns to embed texts and pictures so that a text lies nearest to the pictures of what it names (contrastive
 * language-image pre-training, Radford et al. 2021). No two pairs of a batch show the same concept.
 */
export function contrast(pairs: LabelledCodes, corpus: Corpus, encoder?: TextEncoder): Learner<ContrastConfig> {
  return {
    groups: ({ size, text }) => {
      const table = { name: 'text/table', shape: [vocabularySize, embeddingSize], deviation: 0.1 };
      const parameters = [...(text ? [table] : []), ...pictureParameters(size)];
      return [{ name: 'embeddings', parameters, rate: 1, beta1: 0.9, beta2: 0.99, emaDecay: 0.99, maxNorm: 1 }];
    },
    batchSignature: ({ size, text }, count) => ({
      code: { shape: [count, size] },
      ...(text
        ? { tokens: { shape: [count, tokensAtMost], dtype: 'int32' }, weight: { shape: [count, tokensAtMost, 1] } }
        : { text: { shape: [count, embeddingSize] } }),
    }),
    batches: () => createTexts(pairs, corpus, encoder),
    step: (_config, p, { code, text, tokens, weight }) =>
      descend(p, (q) => {
        const read = text ?? tf.sum(tf.mul(tf.gather(q['text/table']!, tokens as tf.Tensor2D), weight!), 1);
        const alike = tf.mul(tf.matMul(unit(read), embedPictures(q, code!), false, true), sharpness);
        const count = code!.shape[0]!;
        const diagonal = (x: tf.Tensor) => tf.div(tf.sum(tf.mul(x, tf.eye(count))), count);
        const ofTexts = diagonal(tf.logSoftmax(alike));
        const ofPictures = diagonal(tf.logSoftmax(tf.transpose(alike)));
        return { losses: { loss: tf.mul(-0.5, tf.add(ofTexts, ofPictures)) } };
      }),
  };
}

/** Pairs of a picture and something that people call it. */
function createTexts({ codes, size, concepts }: LabelledCodes, corpus: Corpus, encoder?: TextEncoder): BatchSource {
  const byConcept = [...Map.groupBy(concepts.keys(), (index) => concepts[index]!)].filter(([concept]) =>
    corpus.get('en')!.has(concept),
  );
  return {
    count: concepts.length,
    next: (random, count) => {
      const code = new Float32Array(count * size);
      const said = pick(byConcept, count, random).map(([concept, pictures], row) => {
        const picture = pictures[random.integer(pictures.length)]!;
        code.set(codes.subarray(picture * size, (picture + 1) * size), row * size);
        return sayConcept(concept, corpus, random);
      });
      return { code, ...(encoder ? embedded(said, encoder) : tokenised(said)) };
    },
  };
}

const embedded = (texts: readonly string[], encoder: TextEncoder) => {
  const text = new Float32Array(texts.length * embeddingSize);
  for (const [row, words] of texts.entries()) text.set(encoder.embed(words), row * embeddingSize);
  return { text };
};

const tokenised = (texts: readonly string[]) => {
  const tokens = new Int32Array(texts.length * tokensAtMost);
  const weight = new Float32Array(texts.length * tokensAtMost);
  for (const [row, words] of texts.entries()) {
    const read = tokensOf(words);
    tokens.set(read, row * tokensAtMost);
    weight.fill(1 / read.length, row * tokensAtMost, row * tokensAtMost + read.length);
  }
  return { tokens, weight };
};

/** Different ones as long as there are enough. */
function pick<Item>(items: readonly Item[], count: number, random: Random): Item[] {
  let rest = [...items];
  return Array.from({ length: count }, () => {
    if (rest.length === 0) rest = [...items];
    const at = random.integer(rest.length);
    const item = rest[at]!;
    rest[at] = rest.at(-1)!;
    rest.pop();
    return item;
  });
}

/** Something that people call a concept, in one of its languages. */
export function sayConcept(concept: string, corpus: Corpus, random: Random): string {
  const languages = [...corpus.values()];
  const naming =
    (random.uniform() < share.english ? undefined : languages[random.integer(languages.length)]!.get(concept)) ??
    languages[0]!.get(concept)!;
  if (naming.tags.length === 0 || random.uniform() < share.label) return naming.label;
  const tag = () => naming.tags[random.integer(naming.tags.length)]!;
  return random.uniform() < share.severalTags ? `${tag()} ${tag()} ${naming.label}` : tag();
}
