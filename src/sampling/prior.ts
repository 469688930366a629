import type { Device } from '#tensor/device.ts';
import { measuresOf } from '#training/code-measures.ts';
import type { CodeLayout } from '#training/family.ts';
import { loadEmbedder } from '#training/flow/embedder.ts';
import { shapeOf } from '#training/flow/network.ts';
import { patchesOf } from '#training/flow/patches.ts';
import { type GivenThing, type Role, wordName } from '#training/flow/things.ts';
import type { Weights } from '#training/networks/networks.ts';
import { meanOf } from '#training/text/encoder.ts';
import { drawFlow, loadFlow } from './draw-codes.ts';

/** A thing to show: the mean embedding of `texts` and of the pictures with these `codes`, or a word of `sceneWords`. */
export interface Thing {
  /** Unit vectors `[embeddingSize]`. */
  texts?: readonly Float32Array[];
  /** `[code]` each. */
  codes?: readonly Float32Array[];
  word?: string;
  /** What it is in the scene; the first of several is the subject and the others are held, unless they say otherwise. */
  role?: Role;
}

/** A code to imagine. */
export interface PriorRequest {
  seed: number;
  /** Weights `[styles]`. */
  style: Float32Array;
  /** The subject and what is with it; empty for a free sample. */
  things: readonly Thing[];
  /** What a prior that was trained on scenes takes instead of `things`. */
  parts?: readonly Thing[];
  /**
   * A code to stay near to. Noise replaces the share `freedom` of it, in [0, 1], and the flow turns the result into a code
   * again. With `content`, only the detail part of the code changes.
   */
  start?: { code: Float32Array; freedom: number; content?: boolean };
  /** How strongly the things are insisted on; 1 is as in the training set. */
  guidance?: number;
}

/** Imagines codes of a model. */
export interface Prior {
  imagine(requests: readonly PriorRequest[]): Promise<Float32Array[]>;
  release(): Promise<void>;
}

const usualGuidance = 2;
const batch = 4;

/** Makes a trained prior ready: a flow over the model's codes, and the network that embeds its pictures. */
export async function openPrior(weights: Weights, layout: CodeLayout, device: Device): Promise<Prior> {
  const patches = patchesOf(layout);
  const measures = measuresOf(weights);
  const shape = shapeOf(weights, patches);
  const flow = await loadFlow(weights, shape, device, batch);
  const embedder = await loadEmbedder(weights, layout.size, device);
  const content = layout.size - layout.detail;

  /** Only a prior of scenes marks the roles of things. */
  const knowsScenes = shape.things.marks > 1;

  async function embed({ texts = [], codes = [], word, role }: Thing): Promise<GivenThing> {
    const known = word === undefined ? undefined : weights[wordName(word)]?.data;
    if (known) return { embedding: known, role };
    const pictures = await Promise.all(codes.map((code) => embedder.run(patches.normalise(code, measures))));
    return { embedding: meanOf([...texts, ...pictures]), role };
  }

  return {
    imagine: async (requests) => {
      const prepared = [];
      for (const { seed, style, things, parts = things, start, guidance = usualGuidance } of requests) {
        const held = start?.content ? Uint8Array.from(patches.order, (place) => Number(place < content)) : undefined;
        prepared.push({
          seed,
          style,
          things: await Promise.all((knowsScenes ? parts : things).map(embed)),
          guidance,
          start: start && { code: patches.normalise(start.code, measures), freedom: start.freedom, held },
        });
      }
      return (await drawFlow(flow, batch, shape, prepared)).map((code) => patches.restore(code, measures));
    },
    release: async () => {
      await Promise.all([flow.release(), embedder.release()]);
    },
  };
}
