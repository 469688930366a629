import { encodePng } from '#images/png.ts';
import { createRandom, type Random } from '#lib/random.ts';
import type { Compositions } from '#training/data/compositions/compositions.ts';
import type { HeadCorrection } from '#training/data/compositions/heads.ts';
import type { Scene } from '#training/data/compositions/scene.ts';
import type { Depiction } from './depiction.ts';

/** Scenes as they can be drawn. */
export interface Fitted {
  /** The style to draw them in: the one asked for wherever it can. */
  style: string;
  scenes: readonly Scene[];
  /** Concepts that have no place on the first scene's subject: they are scenes of their own now. */
  apart: readonly string[];
}

/** Draws scenes for painting to start from. */
export interface Sketcher {
  /**
   * How scenes are drawn for a picture in `style`: in that style, else in another that has all their parts, else with
   * parts beside the subject instead of on it. Undefined where no style draws the subject.
   */
  fit(scenes: readonly Scene[], style: string): Promise<Fitted | undefined>;
  /** Premultiplied RGBA, `[size, size, 4]`. */
  draw(fitted: Fitted, size: number, how: Pick<Depiction, 'seed' | 'pose'>): Promise<Uint8Array>;
  /** A scene by chance of this concept, as it is drawn in this style or another; undefined where nothing draws it. */
  imagine(subject: string, style: string, random: Random): Promise<Fitted | undefined>;
  /** The same with a picture of anybody's as the concept `picture`: premultiplied RGBA, `[size, size, 4]`. */
  withPicture(pixels: Uint8Array, size: number): Sketcher;
}

/** Finds the head in a picture, premultiplied RGBA, `[size, size, 4]`; undefined where there is none. */
export type FindHead = (pixels: Uint8Array, size: number) => Promise<HeadCorrection | undefined>;

/**
 * Loads the compositions when something is first sketched. Where they cannot be, nothing fits. `findHead` says where things
 * go on people's own pictures; without it, and where it fails, that is guessed by their outline.
 */
export function createSketcher(
  load: () => Promise<Compositions>,
  findHead: FindHead = async () => undefined,
): Sketcher {
  async function fitScenes(scenes: readonly Scene[], style: string): Promise<Fitted | undefined> {
    const compositions = await load().catch(() => undefined);
    if (!compositions) return undefined;
    const styles = [style, ...compositions.styles.filter((other) => other !== style)];
    const able = styles.filter((one) => compositions.styles.includes(one));
    for (const one of able) if (await compositions.canDraw(scenes, one)) return { style: one, scenes, apart: [] };
    for (const one of able) {
      const taken = await takeApart(scenes, (some) => compositions.canDraw(some, one));
      if (taken) return { style: one, ...taken };
    }
    return undefined;
  }

  return {
    fit: fitScenes,
    imagine: async (subject, style, random) => {
      const compositions = await load().catch(() => undefined);
      if (!compositions?.styles.includes(style)) return undefined;
      return fitScenes([compositions.drawScene(random, style, { subject })], style);
    },
    draw: async ({ scenes, style }, size, { seed, pose }) => {
      const { render } = await load();
      const pixels = await render(scenes, style, size, createRandom(seed), pose);
      if (!pixels) throw new RangeError(`The scenes do not fit the style ${style}.`);
      return pixels;
    },
    withPicture: (pixels, size) => {
      let loaded: Promise<Compositions> | undefined;
      const loadWithPicture = async () => {
        const [compositions, png, head] = await Promise.all([
          load(),
          encodePng(pixels, { size }),
          findHead(pixels, size).catch(() => undefined),
        ]);
        return compositions.withPicture(png, head);
      };
      return createSketcher(() => {
        loaded ??= loadWithPicture();
        return loaded;
      });
    },
  };
}

const scenesAtMost = 6;

/** Scenes whose parts are on their subjects where they can be, and beside them where they cannot. */
async function takeApart(
  scenes: readonly Scene[],
  canDraw: (scenes: readonly Scene[]) => Promise<boolean>,
): Promise<Omit<Fitted, 'style'> | undefined> {
  const able: Scene[] = [];
  const apart: string[] = [];
  for (const { subject, ...parts } of scenes) {
    let scene: Scene = { subject };
    if (!(await canDraw([scene]))) continue;
    for (const part of piecesOf(parts)) {
      const more = join(scene, part);
      if (await canDraw([more])) scene = more;
      else apart.push(...conceptsOf(part));
    }
    able.push(scene);
  }
  const things: Scene[] = [];
  for (const subject of apart) if (await canDraw([{ subject }])) things.push({ subject });
  const all = [...able, ...things].slice(0, scenesAtMost);
  return all.length > 0 && (await canDraw(all)) ? { scenes: all, apart } : undefined;
}

type Parts = Omit<Scene, 'subject'>;

/** One after the other: each thing that is worn or held is a piece of its own. */
const piecesOf = (parts: Parts): Parts[] =>
  Object.entries(parts).flatMap(([name, value]): Parts[] =>
    Array.isArray(value) ? value.map((one) => ({ [name]: [one] })) : [{ [name]: value }],
  );

function join(scene: Scene, part: Parts): Scene {
  const [[name, value]] = Object.entries(part) as [[keyof Parts, unknown]];
  const before = scene[name];
  return { ...scene, [name]: Array.isArray(value) ? [...((before as string[]) ?? []), ...value] : value };
}

/** What of a piece is a thing or a face, and could stand for itself. */
const conceptsOf = ({
  mood,
  pattern,
  body,
  being,
  on,
  worn = [],
  held = [],
  beside = [],
  behind = [],
}: Parts): string[] =>
  [mood, pattern, body, being, on, ...worn, ...held, ...beside, ...behind].filter((one) => one !== undefined);
