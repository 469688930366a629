import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Random } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import type { CodeLayout } from '#training/family.ts';
import { lineUp, openBatches } from './batches.ts';
import type { Model } from './model.ts';
import { type Picture, toBytes, toShares } from './pixels.ts';
import { openPrior, type Prior, type PriorRequest } from './prior.ts';
import { type Ability, likelihood, loadDecoder, need, networks, translator } from './programs.ts';
import { loadProjector } from './projection.ts';
import { openSteps, type Seeded } from './stepwise.ts';

/** A picture by its code `[code]`, in a style (weights `[styles]`). */
export interface Sketch {
  code: Float32Array;
  style: Float32Array;
  /** The share of its detail that it keeps; all unless told. */
  keep?: number;
}

/** A picture to come near to: premultiplied RGBA `[size, size, 4]`, and the style weights `[styles]` to paint it with. */
export interface ProjectionTarget {
  pixels: Uint8Array;
  style: Float32Array;
}

/** A picture to make another of: in a style (weights `[styles]`), or in that of the picture `like`. */
export interface Translation extends ProjectionTarget {
  like?: Uint8Array;
}

/**
 * A trained model made ready, the only way to get pictures out of one. Asked for what its family cannot do, it throws
 * `bad_option` and says what it can.
 */
export interface Sampler {
  /** Whether its family has such a field. */
  can(ability: Ability): boolean;
  /** Whether it has a prior to imagine codes with; whether its codes can be drawn without one, standard normal numbers. */
  readonly imagines: boolean;
  readonly drawn: boolean;
  readonly layout: CodeLayout;
  readonly styles: readonly string[];
  /** Width and height of its pictures in pixels. */
  readonly size: number;
  /** Codes → pictures, in shares, `[size, size, 4]` each. */
  decode(sketches: readonly Sketch[]): Promise<Float32Array[]>;
  /** The same in bytes. */
  paint(sketches: readonly Sketch[]): Promise<Uint8Array[]>;
  /** Pictures → codes. The style of each (weights `[styles]`), where it is known, helps a model without an encoder. */
  encode(pictures: readonly Picture[], styles?: readonly Float32Array[]): Promise<Float32Array[]>;
  /** Codes that paint pictures more closely than `encode` finds: by descent from there, many times as slow. */
  project(targets: readonly ProjectionTarget[]): Promise<Float32Array[]>;
  /** Codes for what is asked for. Throws `bad_checkpoint` where there is no prior. */
  imagine(requests: readonly PriorRequest[]): Promise<Float32Array[]>;
  /** Pictures out of noise, in bytes; `onStep` is shown each step of those that are being made. */
  sample(seeded: readonly Seeded[], onStep?: (pictures: Uint8Array[], progress: number) => void): Promise<Uint8Array[]>;
  /** What is translated of a picture, in bytes, to look at how the model does: the picture unless its family draws one of it. */
  source(picture: Uint8Array, random: Random): Uint8Array;
  /** Pictures → other pictures, in bytes. */
  translate(translations: readonly Translation[]): Promise<Uint8Array[]>;
  /** How many bits each number of a picture takes. */
  likelihood(pictures: readonly Picture[]): Promise<number[]>;
  release(): Promise<void>;
}

/** Opens a model on a device; its programs are compiled when they are first needed. */
export function openSampler<Config>(model: Model<Config>, device: Device): Sampler {
  const { family, config } = model;
  const layout = family.code(config);
  const styles = family.styles(config);
  const size = family.size(config);
  const picture = size ** 2 * 4;
  const decoders = openBatches((batch) => loadDecoder(model, device, batch));
  const encoders = openBatches(async (batch) => device.load(networks.encoder(model, batch)));
  const projectors = openBatches((batch) => loadProjector(model, device, batch));
  const translators = openBatches(async (batch) => device.load(translator(model, batch)));
  const weighers = openBatches(async (batch) => device.load(likelihood(model, batch)));
  const steps = openSteps(model, device);
  let prior: Promise<Prior> | undefined;

  const shares = <One>(some: readonly One[], batch: number, pictureOf: (one: One) => Picture) =>
    toShares(some.map(pictureOf), picture, batch);
  const stylesOf = (some: readonly { style: Float32Array }[], batch: number) =>
    lineUp(
      some.map(({ style }) => style),
      styles.length,
      batch,
    );

  async function decode(sketches: readonly Sketch[]): Promise<Float32Array[]> {
    const rows = await decoders.run(sketches.length, 'image', (start, end, batch) => {
      const some = sketches.slice(start, end);
      return {
        code: lineUp(
          some.map(({ code }) => code),
          layout.size,
          batch,
        ),
        style: stylesOf(some, batch),
        keep: Float32Array.from({ length: batch }, (_, row) => some[row]?.keep ?? 1),
      };
    });
    return rows as Float32Array[];
  }

  async function project(targets: readonly { pixels: Picture; style: Float32Array }[]): Promise<Float32Array[]> {
    const rows = await projectors.run(targets.length, 'code', (start, end, batch) => {
      const some = targets.slice(start, end);
      return {
        image: shares(some, batch, ({ pixels }) => pixels),
        style: stylesOf(some, batch),
      };
    });
    return rows as Float32Array[];
  }

  return {
    can: (ability) => family[ability] !== undefined,
    imagines: model.prior !== undefined,
    drawn: family.drawn ?? false,
    layout,
    styles,
    size,
    decode,
    paint: async (sketches) => (await decode(sketches)).map(toBytes),
    encode: async (pictures, known) => {
      if (!family.encode) {
        const any = new Float32Array(styles.length).fill(1 / styles.length);
        return project(pictures.map((pixels, row) => ({ pixels, style: known?.[row] ?? any })));
      }
      const rows = await encoders.run(pictures.length, 'code', (start, end, batch) => ({
        image: toShares(pictures.slice(start, end), picture, batch),
      }));
      return rows as Float32Array[];
    },
    project,
    imagine: async (requests) => {
      if (!model.prior) {
        throw new AppError('bad_checkpoint', message('error.imagines-nothing'));
      }
      prior ??= openPrior(model.prior, layout, device).catch((error: unknown) => {
        prior = undefined;
        throw error;
      });
      return (await prior).imagine(requests);
    },
    sample: steps.sample,
    source: (pixels, random) => family.source?.(config, pixels, random) ?? pixels,
    translate: async (translations) => {
      need(family, 'translate');
      const rows = await translators.run(translations.length, 'translated', (start, end, batch) => {
        const some = translations.slice(start, end);
        return {
          image: shares(some, batch, ({ pixels }) => pixels),
          like: shares(some, batch, ({ pixels, like }) => like ?? pixels),
          style: stylesOf(some, batch),
        };
      });
      return rows.map(toBytes);
    },
    likelihood: async (pictures) => {
      need(family, 'likelihood');
      const rows = await weighers.run(pictures.length, 'bits', (start, end, batch) => ({
        image: toShares(pictures.slice(start, end), picture, batch),
      }));
      return rows.map((row) => row[0]!);
    },
    release: async () => {
      for (const programs of [decoders, encoders, projectors, translators, weighers, steps]) await programs.release();
      await (await prior)?.release();
    },
  };
}
