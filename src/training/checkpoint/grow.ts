import type { NamedTensor } from './safetensors.ts';

/** For each place along an axis of a larger tensor, its place in the smaller one, or -1 where it is new. */
export type Origins = readonly number[];

export const kept = (before: number, after: number): number[] =>
  Array.from({ length: after }, (_, place) => (place < before ? place : -1));

/** Parts that lie one behind the other, `before` places of each and what has become of them. */
export function joined(parts: readonly { before: number; origins: Origins }[]): number[] {
  let start = 0;
  return parts.flatMap(({ before, origins }) => {
    const shifted = origins.map((place) => (place < 0 ? -1 : start + place));
    start += before;
    return shifted;
  });
}

/** A part of `count` groups that grow from `before` to `after` places each. */
export const groups = (count: number, before: number, after: number): { before: number; origins: number[] } => ({
  before: count * before,
  origins: joined(Array.from({ length: count }, () => ({ before, origins: kept(before, after) }))),
});

export interface Growth {
  /** Of each axis of the new tensor. */
  axes: readonly Origins[];
  /** The axis that a layer's inputs lie along; a vector has none. */
  inputs?: number;
}

/**
 * A layer's tensor made larger, so that the network first computes what it computed before (Net2Net, Chen et al. 2016):
 * what is new reads everything, and what was there reads nothing of it yet. `fresh` are the new tensor's first values.
 */
export function grow({ shape, data }: NamedTensor, fresh: Float32Array, { axes, inputs }: Growth): NamedTensor {
  const grown = new Float32Array(fresh.length);
  const sides = axes.map(({ length }) => length);
  const place = sides.map(() => 0);
  for (let index = 0; index < grown.length; index++) {
    const origins = axes.map((axis, number) => axis[place[number]!]!);
    if (origins.every((origin) => origin >= 0)) {
      grown[index] = data[origins.reduce((sum, origin, number) => sum * shape[number]! + origin, 0)]!;
    } else if (inputs === undefined || origins.some((origin, axis) => axis !== inputs && origin < 0)) {
      grown[index] = fresh[index]!;
    }
    for (let axis = sides.length - 1; axis >= 0 && ++place[axis]! === sides[axis]; axis--) place[axis] = 0;
  }
  return { shape: sides, data: grown };
}
