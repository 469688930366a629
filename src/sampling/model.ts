import { findFamily } from '#models/families.ts';
import type { Checkpoint, Codebook } from '#training/checkpoint.ts';
import { type Measures, measure } from '#training/codebook.ts';
import type { Family } from '#training/family.ts';
import type { Weights } from '#training/networks.ts';

/** A model in memory, as much of it as sampling takes. */
export interface Model<Config = unknown> {
  family: Family<Config>;
  config: Config;
  weights: Weights;
  /** What imagines codes of it, where one was trained. */
  prior?: Weights;
  /** Of its codes, for descent in them. */
  measures?: Measures;
}

/** A model with the codes that it mixes from: whole, but for what a checkpoint says of it. */
export interface TrainedModel<Config = unknown> extends Model<Config> {
  codebook: Codebook;
}

/** The model of a checkpoint. Throws `bad_option` where its family is not known here. */
export function modelOf({ info, weights, prior, codebook }: Checkpoint): TrainedModel {
  const family = findFamily(info.family);
  return { family, config: family.config.parse(info.config), weights, prior, codebook, measures: measure(codebook) };
}
