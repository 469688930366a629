import { findFamily } from '#models/families.ts';
import { type Checkpoint, type CodeTable, readCheckpoint, readNetworks } from '#training/checkpoint/checkpoint.ts';
import { type Measures, measure, measuresOf } from '#training/code-measures.ts';
import type { Family } from '#training/family.ts';
import type { Weights } from '#training/networks/networks.ts';

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
  codeTable: CodeTable;
}

/** The model of a checkpoint. Throws `bad_option` where its family is not known here. */
export function modelOf({ info, weights, prior, codeTable }: Checkpoint): TrainedModel {
  const family = findFamily(info.family);
  return { family, config: family.config.parse(info.config), weights, prior, codeTable, measures: measure(codeTable) };
}

/** The model of the checkpoint in a folder, to paint with: its prior knows the measures of its codes. Throws as `modelOf`. */
export async function readModel(directory: string): Promise<Model> {
  const { info, weights, prior } = await readNetworks(directory);
  if (!prior) {
    const { codeTable: _codeTable, ...model } = modelOf(await readCheckpoint(directory));
    return model;
  }
  const family = findFamily(info.family);
  return { family, config: family.config.parse(info.config), weights, prior, measures: measuresOf(prior) };
}
