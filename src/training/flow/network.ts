import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '../family.ts';
import { dense, layers } from '../layers.ts';
import { embeddingSize } from '../text/encoder.ts';
import type { Patches } from './patches.ts';
import { thingsAtMost } from './things.ts';

const width = 192;
const heads = 6;
const depth = 4;
const inner = 3 * width;
const frequencies = 32;

/** What a flow paints: codes in patches, in this many styles. */
export type FlowShape = Pick<Patches, 'count' | 'width'> & { styles: number };

export function flowParameters({ count, width: patch, styles }: FlowShape): ParameterSpec[] {
  const table = (name: string, rows: number): ParameterSpec => ({ name, shape: [rows, width], deviation: 0.1 });
  return [
    ...dense('flow/in', patch, width),
    table('flow/places', count),
    ...dense('flow/thing', embeddingSize, width, 3),
    table('flow/roles', thingsAtMost),
    table('flow/nothing', 1),
    { name: 'flow/styles', shape: [styles, width], deviation: 0.3 },
    ...dense('flow/time/0', 2 * frequencies, width),
    ...dense('flow/time/1', width, width),
    ...dense('flow/time/2', width, 6 * width, 0.1),
    ...Array.from({ length: depth }, (_, layer) => [
      { name: `flow/${layer}/time`, shape: [6 * width], deviation: 0 },
      ...dense(`flow/${layer}/attend`, width, 3 * width),
      ...dense(`flow/${layer}/attended`, width, width, 0.3),
      ...dense(`flow/${layer}/think`, width, inner),
      ...dense(`flow/${layer}/thought`, inner, width, 0.3),
    ]).flat(),
    ...dense('flow/out', width, patch, 0.1),
  ];
}

/** Unit variance and zero mean over the last axis. */
function normalise(x: tf.Tensor): tf.Tensor {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  return tf.mul(centred, tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), 1e-5)));
}

/** What decides where a noised code moves to. */
export interface Asked {
  /** `[batch, 1]`, from 0, all noise, to 1, the code. */
  time: tf.Tensor;
  /** `[batch, styles]`, weights. */
  style: tf.Tensor;
  /** Embeddings `[batch, thingsAtMost, embeddingSize]` of what is to be shown. */
  things: tf.Tensor;
  /** `[batch, thingsAtMost, 1]`: 1 where there is such a thing, else 0. */
  given: tf.Tensor;
}

/**
 * Where noised codes `[batch, count, width]` move to, the same shape. A transformer over the patches of the code and the
 * things, its layers modulated by time and style (Peebles and Xie 2023).
 */
export function velocity(p: Tensors, x: tf.Tensor, { time, style, things, given }: Asked): tf.Tensor3D {
  const { linear } = layers(p);
  const [batch, count] = x.shape as [number, number, number];
  const tokens = count + thingsAtMost;
  const each = (name: string, tensor: tf.Tensor) => {
    const [rows, from] = [tensor.shape[0]! * tensor.shape[1]!, tensor.shape[2]!];
    return tf.reshape(linear(name, tf.reshape(tensor, [rows, from])), [tensor.shape[0]!, tensor.shape[1]!, -1]);
  };

  const angles = tf.matMul(
    time as tf.Tensor2D,
    tf.tensor2d([Array.from({ length: frequencies }, (_, i) => Math.PI * 1.17 ** i)]),
  );
  const ofMoment = linear('flow/time/1', silu(linear('flow/time/0', tf.concat([tf.sin(angles), tf.cos(angles)], 1))));
  const moment = tf.add(ofMoment, tf.matMul(style as tf.Tensor2D, p['flow/styles'] as tf.Tensor2D));
  const ofTime = linear('flow/time/2', silu(moment));

  const named = tf.add(tf.mul(each('flow/thing', things), given), tf.mul(p['flow/nothing']!, tf.sub(1, given)));
  const cells = tf.add(each('flow/in', x), p['flow/places']!);
  let h: tf.Tensor = tf.concat([cells, tf.add(named, p['flow/roles']!)], 1);
  for (let layer = 0; layer < depth; layer++) {
    const name = `flow/${layer}`;
    const [shift0, scale0, gate0, shift1, scale1, gate1] = tf.split(
      tf.reshape(tf.add(ofTime, p[`${name}/time`]!), [batch, 1, 6 * width]),
      6,
      2,
    );
    const modulated = (scale: tf.Tensor, shift: tf.Tensor) => tf.add(tf.mul(normalise(h), tf.add(1, scale)), shift);
    const byHead = tf.transpose(
      tf.reshape(each(`${name}/attend`, modulated(scale0!, shift0!)), [batch, tokens, 3, heads, width / heads]),
      [2, 0, 3, 1, 4],
    );
    const [query, key, value] = tf.unstack(byHead) as tf.Tensor4D[];
    const attention = tf.softmax(tf.mul(tf.matMul(query!, key!, false, true), Math.sqrt(heads / width)));
    const attended = tf.reshape(tf.transpose(tf.matMul(attention, value!), [0, 2, 1, 3]), [batch, tokens, width]);
    h = tf.add(h, tf.mul(tf.add(1, gate0!), each(`${name}/attended`, attended)));
    const thought = each(`${name}/thought`, silu(each(`${name}/think`, modulated(scale1!, shift1!))));
    h = tf.add(h, tf.mul(tf.add(1, gate1!), thought));
  }
  return each('flow/out', normalise(tf.slice(h, [0, 0, 0], [batch, count, width]))) as tf.Tensor3D;
}

const silu = (x: tf.Tensor): tf.Tensor => tf.mul(x, tf.sigmoid(x));
