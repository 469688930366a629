import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '#lib/random.ts';
import type { Device, Executable } from '#tensor/device.ts';
import { type FlowShape, velocity } from '#training/flow/network.ts';
import { type GivenThing, writeThings } from '#training/flow/things.ts';
import { compileNetwork, type Weights } from '#training/networks/networks.ts';
import { embeddingSize } from '#training/text/encoder.ts';

/** Steps of the whole way; a part of it takes as large a part of them. */
const wholeWay = 16;

/** One code to draw, in patches. */
export interface Draw {
  seed: number;
  /** Weights of the styles. */
  style: Float32Array;
  /** What is to be shown; nothing for anything. */
  things: readonly GivenThing[];
  /** Where to start instead of noise: a code in patches, of which noise takes the place for a share of `freedom` in [0, 1]. */
  start?: { code: Float32Array; freedom: number /** 1 at numbers that stay as they are. */; held?: Uint8Array };
  /** How strongly the things are insisted on; 1 follows the training set (classifier-free guidance, Ho and Salimans 2022). */
  guidance: number;
}

/** The velocity with and without things, for batches of `batch`. */
export function loadFlow(
  weights: Weights,
  { count, width, styles, things: layout }: FlowShape,
  device: Device,
  batch: number,
): Promise<Executable> {
  return device.load(
    compileNetwork(
      weights,
      {
        x: { shape: [batch, count, width] },
        time: { shape: [batch, 1] },
        style: { shape: [batch, styles] },
        things: { shape: [batch, layout.places, embeddingSize] },
        given: { shape: [batch, layout.places, layout.marks] },
        guidance: { shape: [batch, 1, 1] },
      },
      ({ x, time, style, things, given, guidance, ...p }) => {
        const twice = (tensor: tf.Tensor) => tf.concat([tensor, tensor]);
        const both = velocity(p, twice(x!), {
          time: twice(time!),
          style: twice(style!),
          things: twice(things!),
          given: tf.concat([given!, tf.zerosLike(given!)]),
        });
        const [asked, free] = tf.split(both, 2);
        return { velocity: tf.add(free!, tf.mul(guidance!, tf.sub(asked!, free!))) };
      },
    ),
  );
}

/**
 * Codes in patches, `[count · width]` each, by following the flow from noise in equal steps; from a start, only the last
 * part of the way (SDEdit, Meng et al. 2022). The same draw gives the same code whatever is beside it.
 */
export async function drawFlow(
  flow: Executable,
  batch: number,
  { count, width, styles, things: layout }: FlowShape,
  draws: readonly Draw[],
): Promise<Float32Array[]> {
  const size = count * width;
  const drawn: Float32Array[] = [];
  for (let first = 0; first < draws.length; first += batch) {
    const rows = draws.slice(first, first + batch).map((draw) => ({ ...draw, noise: noiseOf(draw, size) }));
    const x = new Float32Array(batch * size);
    const time = new Float32Array(batch);
    const style = new Float32Array(batch * styles);
    const things = new Float32Array(batch * layout.places * embeddingSize);
    const given = new Float32Array(batch * layout.places * layout.marks);
    const guidance = new Float32Array(batch);
    for (const [row, draw] of rows.entries()) {
      time[row] = 1 - freedomOf(draw);
      guidance[row] = draw.guidance;
      style.set(draw.style, row * styles);
      for (let i = 0; i < size; i++) x[row * size + i] = between(draw, i, time[row]!);
      writeThings(layout, draw.things, row, { things, given });
    }
    const most = Math.max(...rows.map(stepsOf));
    for (let step = 0; step < most; step++) {
      const { velocity } = await flow.run({ x, time, style, things, given, guidance });
      for (const [row, draw] of rows.entries()) {
        if (step >= stepsOf(draw)) continue;
        const stride = freedomOf(draw) / stepsOf(draw);
        time[row]! += stride;
        for (let i = 0; i < size; i++) {
          const at = row * size + i;
          if (draw.start?.held?.[i]) x[at] = between(draw, i, time[row]!);
          else x[at]! += stride * velocity![at]!;
        }
      }
    }
    for (const row of rows.keys()) drawn.push(x.slice(row * size, (row + 1) * size));
  }
  return drawn;
}

const freedomOf = ({ start }: Draw): number => start?.freedom ?? 1;

const stepsOf = (draw: Draw): number => Math.ceil(wholeWay * freedomOf(draw));

/** Between noise and the start. */
const between = ({ noise, start }: Draw & { noise: Float32Array }, i: number, time: number): number =>
  (1 - time) * noise[i]! + time * (start?.code[i] ?? 0);

function noiseOf({ seed }: Draw, size: number): Float32Array {
  const random = createRandom(seed, 1);
  return Float32Array.from({ length: size }, () => random.normal());
}
