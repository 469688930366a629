import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '#training/family.ts';
import { convolution, dense, layers, leaky, premultiply, shuffle, twice } from '#training/networks/layers.ts';
import { decoderSides, type VaeConfig } from './config.ts';
import { codeSize } from './encoder.ts';

/** Where the picture begins to be painted, in pixels. */
const coarsestPicture = 16;

export function decoderParameters(c: VaeConfig): ParameterSpec[] {
  const sides = decoderSides(c);
  const first = c.decoder[0]!;
  const cell = c.content + c.detail;
  const widths = sides.map((_, stage) => c.decoder[stage]!);
  const last = c.decoder[sides.length]!;
  const narrowed = sides.at(-1)! < c.size / 2;
  return [
    ...dense('decoder/modulation', codeSize(c) + c.styles.length, c.modulation),
    ...(c.grid === 1
      ? dense('decoder/4', cell + c.styles.length, 16 * first)
      : modulated('decoder/start', c, cell, first)),
    ...sides.flatMap((side, stage) => {
      const [name, width] = [`decoder/${side}`, widths[stage]!];
      return [
        ...modulated(name, c, width, width),
        ...modulated(`${name}/more`, c, width, width, 0.5),
        ...(side >= coarsestPicture ? convolution(`${name}/rgba`, 1, width, 4, 0.3) : []),
        ...(side < c.size / 2 ? convolution(`${name}/narrow`, 1, width, widths[stage + 1] ?? last) : []),
      ];
    }),
    ...modulated(`decoder/${c.size}`, c, narrowed ? last : widths.at(-1)!, last),
    ...convolution(`decoder/${c.size}/rgba`, 3, last, 16, 0.3),
  ];
}

function modulated(name: string, c: VaeConfig, from: number, to: number, gain = 1): ParameterSpec[] {
  return [...convolution(name, 3, from, to, gain), ...dense(`${name}/modulation`, c.modulation, to * 2, 0.1)];
}

/**
 * Code and style → picture. Every convolution is scaled and shifted channel by channel by what code and style ask for
 * (FiLM, Perez et al. 2018); each resolution adds its own RGBA to the picture (StyleGAN2's skip generator).
 */
export function decode(
  c: VaeConfig,
  p: Tensors,
  { code, style, keep }: { code: tf.Tensor; style: tf.Tensor; keep: tf.Tensor },
): tf.Tensor4D {
  const { conv, linear } = layers(p);
  const batch = code.shape[0]!;
  const contents = c.grid * c.grid * c.content;
  const content = tf.slice(code, [0, 0], [batch, contents]);
  const detail = tf.mul(tf.slice(code, [0, contents], [batch, codeSize(c) - contents]), keep);
  const modulation = leaky(linear('decoder/modulation', tf.concat([content, detail, style], 1)));

  const modulate = (name: string, x: tf.Tensor) => {
    const channels = x.shape[3]!;
    const [scale, shift] = [0, channels].map((start) =>
      tf.reshape(tf.slice(linear(`${name}/modulation`, modulation), [0, start], [batch, channels]), [
        batch,
        1,
        1,
        channels,
      ]),
    );
    return leaky(tf.add(tf.mul(x, tf.add(scale!, 1)), shift!));
  };
  const block = (name: string, x: tf.Tensor) => modulate(name, conv(name, x));
  // Large pictures would show the blocks that repeated pixels are; small ones were trained with them.
  const enlarge = (x: tf.Tensor, side: number) =>
    c.size === 64 ? twice(x) : tf.image.resizeBilinear(x as tf.Tensor4D, [side, side], false, true);
  const grid = (x: tf.Tensor, channels: number) => tf.reshape(x, [batch, c.grid, c.grid, channels]);

  let h: tf.Tensor;
  if (c.grid === 1) {
    const start = linear('decoder/4', tf.concat([content, detail, style], 1));
    h = tf.reshape(leaky(start), [batch, 4, 4, c.decoder[0]!]);
  } else h = block('decoder/start', tf.concat([grid(content, c.content), grid(detail, c.detail)], 3));
  let rgba: tf.Tensor | undefined;
  for (const side of decoderSides(c)) {
    const name = `decoder/${side}`;
    h = block(name, h.shape[1] === side ? h : twice(h));
    h = tf.add(h, block(`${name}/more`, h));
    if (side >= coarsestPicture) {
      const own = conv(`${name}/rgba`, h);
      rgba = rgba ? tf.add(enlarge(rgba, side), own) : own;
    }
    if (side < c.size / 2) h = conv(`${name}/narrow`, h);
  }
  h = block(`decoder/${c.size}`, h.shape[1] === c.size / 2 ? h : twice(h));
  const finest = shuffle(conv(`decoder/${c.size}/rgba`, h));
  return premultiply(tf.sigmoid(tf.add(enlarge(rgba!, c.size), finest)));
}
