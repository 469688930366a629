import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '../family.ts';
import { dense, layers } from '../networks/layers.ts';
import type { Weights } from '../networks/networks.ts';
import { embeddingSize } from '../text/encoder.ts';
import type { Patches } from './patches.ts';
import { layoutOf, sceneThings, type ThingLayout } from './things.ts';

/** Numbers of a head of attention. */
const headWidth = 32;
/** The hidden layer of each block is so many times as wide. */
const expansion = 3;
const frequencies = 32;

/** What a flow paints: codes in patches, in this many styles; and how large its network is. */
export type FlowShape = Pick<Patches, 'count' | 'width'> & {
  styles: number;
  /** Numbers of a token inside the network, and blocks one behind the other. */
  inside: number;
  depth: number;
  things: ThingLayout;
};

/** The network of a new prior. */
export const newFlow = { inside: 192, depth: 4, things: sceneThings };

/** The shape of a prior that there is. */
export function shapeOf(weights: Weights, { count, width }: Patches): FlowShape {
  const inside = weights['flow/in/w']!.shape[1]!;
  const depth = Object.keys(weights).filter((name) => /^flow\/\d+\/time$/.test(name)).length;
  const things = layoutOf(weights['flow/roles']!.shape[0]!);
  return { count, width, styles: weights['flow/styles']!.shape[0]!, inside, depth, things };
}

export function flowParameters(shape: FlowShape): ParameterSpec[] {
  const { count, width: patch, styles, inside: width, depth, things } = shape;
  const inner = expansion * width;
  const table = (name: string, rows: number): ParameterSpec => ({ name, shape: [rows, width], deviation: 0.1 });
  return [
    ...dense('flow/in', patch, width),
    table('flow/places', count),
    ...dense('flow/thing', embeddingSize, width, 3),
    table('flow/roles', things.marks === 1 ? things.places : things.marks),
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
  /** Embeddings `[batch, places, embeddingSize]` of what is to be shown. */
  things: tf.Tensor;
  /** `[batch, places, marks]`: 1 where there is such a thing, at the mark of its role where roles are marked, else 0. */
  given: tf.Tensor;
}

/**
 * Where noised codes `[batch, count, width]` move to, the same shape. A transformer over the patches of the code and the
 * things, its layers modulated by time and style (Peebles and Xie 2023).
 */
export function velocity(p: Tensors, x: tf.Tensor, { time, style, things, given }: Asked): tf.Tensor3D {
  const { linear } = layers(p);
  const [batch, count] = x.shape as [number, number, number];
  const [, places, marks] = given.shape as [number, number, number];
  const tokens = count + places;
  const width = p['flow/in/w']!.shape[1]!;
  const heads = width / headWidth;
  const depth = Object.keys(p).filter((name) => /^flow\/\d+\/time$/.test(name)).length;
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

  const there = marks === 1 ? given : tf.sum(given, 2, true);
  const named = tf.add(tf.mul(each('flow/thing', things), there), tf.mul(p['flow/nothing']!, tf.sub(1, there)));
  const mark = () => tf.matMul(tf.reshape(given, [batch * places, marks]), p['flow/roles'] as tf.Tensor2D);
  const ofRoles = marks === 1 ? p['flow/roles']! : tf.reshape(mark(), [batch, places, width]);
  const cells = tf.add(each('flow/in', x), p['flow/places']!);
  let h: tf.Tensor = tf.concat([cells, tf.add(named, ofRoles)], 1);
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
    const attention = tf.softmax(tf.mul(tf.matMul(query!, key!, false, true), Math.sqrt(1 / headWidth)));
    const attended = tf.reshape(tf.transpose(tf.matMul(attention, value!), [0, 2, 1, 3]), [batch, tokens, width]);
    h = tf.add(h, tf.mul(tf.add(1, gate0!), each(`${name}/attended`, attended)));
    const thought = each(`${name}/thought`, silu(each(`${name}/think`, modulated(scale1!, shift1!))));
    h = tf.add(h, tf.mul(tf.add(1, gate1!), thought));
  }
  return each('flow/out', normalise(tf.slice(h, [0, 0, 0], [batch, count, width]))) as tf.Tensor3D;
}

const silu = (x: tf.Tensor): tf.Tensor => tf.mul(x, tf.sigmoid(x));
