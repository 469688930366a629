import type { Motion } from '#images/motions/names.ts';

/** Parts of a picture that are asked for by name beside the prompt, in words or emoji of any language, as typed. */
export interface Wishes {
  colour?: string;
  mood?: string;
  wearing?: string;
  holding?: string;
  size?: string;
}

/** Something to paint from: words, emoji or a picture's id as typed, or a picture that came with the message. */
export type Ingredient = { text: string } | { upload: Upload };

export interface Upload {
  name: string;
  bytes: Uint8Array;
}

export type AnimationFormat = 'webp' | 'gif';

/**
 * A `spoiler` is hidden until a reader asks for it; what is varied or enlarged from one is one too. `source` is the
 * picture whose request is asked for again. What is `private` is for its author alone, until they share it. `language`
 * is that of who asked, which the message keeps.
 */
export type Job = Task & { spoiler?: boolean; source?: string; private?: boolean; language?: string };

type Task =
  /**
   * New pictures; without a prompt, free samples. `spread` in [0, 2] says how far from the prompt (1: usual). With
   * `taste` they are picked by the workspace's taste where it has one; unless told, they are where no seed is given,
   * since a seed asks for the same pictures again.
   */
  | {
      kind: 'generate';
      prompt?: string;
      wishes?: Wishes;
      style?: string;
      /** A checkpoint's name, or a family's for its newest one; otherwise the workspace's. */
      model?: string;
      count: number;
      seed?: number;
      spread: number;
      taste?: boolean;
    }
  /** Blends; `balance` in [0, 1] is the share of the last ingredient where there are two, 0.5 is even. */
  | { kind: 'mix'; ingredients: Ingredient[]; style?: string; balance: number; seed?: number }
  /** An animation; `speed` 1 is the usual one. */
  | {
      kind: 'interpolate';
      from: Ingredient;
      to: Ingredient;
      frames: number;
      speed: number;
      format: AnimationFormat;
      style?: string;
    }
  | { kind: 'restyle'; picture: Ingredient; style: string }
  /** A picture set in motion, without the model; words are painted first. `speed` 1 is the usual one. */
  | {
      kind: 'move';
      motion: Motion;
      picture: Ingredient;
      speed: number;
      format: AnimationFormat;
      style?: string;
      seed?: number;
    }
  /** One character in `count` moods, with a file that holds them for the tools that read emoji. */
  | { kind: 'pack'; picture: Ingredient; count: number; style?: string; seed?: number }
  /** A seamless pattern of things. `colour` is its ground's, by a name or as `#5865f2`. */
  | { kind: 'pattern'; ingredients: Ingredient[]; colour?: string; style?: string; seed?: number }
  /** A banner of things, with words on it. */
  | { kind: 'banner'; ingredients: Ingredient[]; words?: string; colour?: string; style?: string; seed?: number }
  /** A picture with what it shows changed as `words` say, or part by part, where the word `none` takes one away. */
  | { kind: 'edit'; picture: Ingredient; words?: string; changes: Wishes; style?: string }
  /** An emoji of a drawing that came with the message, four times; `words` say what it shows. */
  | { kind: 'sketch'; picture: Ingredient; words?: string; style?: string; seed?: number }
  | { kind: 'vary'; picture: string; spread: number; seed?: number }
  /** A picture moved by `steps` in a direction (negative: back); without a direction it is where one begins. */
  | { kind: 'explore'; picture: Ingredient; direction?: string; steps: number }
  /** The same picture, four times as large. */
  | { kind: 'enlarge'; picture: string }
  /** An old picture again, rendered from its code with the checkpoint that made it; an animation where it stands for one. */
  | { kind: 'recall'; picture: string };
