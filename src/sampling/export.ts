import { encodeModel, type OnnxNotes } from '#tensor/onnx.ts';
import { openBatch } from '#tensor/open-batch.ts';
import type { Checkpoint } from '#training/checkpoint/checkpoint.ts';
import { modelOf } from './model.ts';
import { networks } from './programs.ts';

export interface ExportOptions {
  /** The decoder paints, the encoder reads pictures. */
  part: keyof typeof networks;
  /** What people call the model. */
  name: string;
  /** What others may do with the weights. */
  licence?: string;
}

/**
 * One network of a checkpoint as a standard ONNX file (IR 8, opset 17, float32) for batches of any size, that says of
 * itself what goes in, what comes out and where it comes from. Throws `bad_option` where the family has no such part.
 */
export function exportOnnx(checkpoint: Checkpoint, options: ExportOptions): Uint8Array {
  const model = modelOf(checkpoint);
  const graph = openBatch((size) => networks[options.part](model, size));
  return encodeModel(graph, describe(checkpoint, options));
}

function describe({ info }: Checkpoint, { part, name, licence }: ExportOptions): OnnxNotes {
  const { layout, styles, size } = info;
  const image = `image [batch, ${size}, ${size}, 4]: red, green, blue and alpha in [0, 1], the colours multiplied by alpha.`;
  const detail = layout.detail > 0 ? `; its last ${layout.detail} numbers are detail of one drawing alone` : '';
  const code = `code [batch, ${layout.size}]: a point of the latent space${detail}.`;
  const lines = {
    decoder: [
      'Paints pictures.',
      code,
      `style [batch, ${styles.length}]: weights that add up to 1, of ${styles.join(', ')}.`,
      'keep [batch, 1]: the share of the detail to keep, in [0, 1]; 0 for another style than the drawing has.',
      image,
    ],
    encoder: ['Reads pictures.', image, code],
  };
  return {
    text: [`Easel, model ${name}, ${part}. ${lines[part][0]}`, ...lines[part].slice(1)].join('\n'),
    metadata: {
      model: name,
      checkpoint: info.id,
      family: info.family,
      part,
      styles: styles.join(','),
      code_size: String(layout.size),
      detail_size: String(layout.detail),
      picture_size: String(size),
      dataset: info.dataset.name,
      created: info.createdAt,
      ...(licence ? { licence } : {}),
    },
  };
}
