import type { Random } from '#lib/random.ts';
import { hold, putBehind, putBeside } from './around.ts';
import { multiply } from './crowd.ts';
import type { IconLibrary } from './library.ts';
import { group, mirror, type Part, tilt } from './parts.ts';
import { rasterise, type View } from './raster.ts';
import type { Scene } from './scene.ts';
import { drawSubject } from './subject.ts';
import { wear } from './wearing.ts';

/** The share of the frame that the longer side of what is drawn fills, as in every data set. */
const contentShare = 60 / 64;
/** Shares of the frame of what is tiny; what is giant reaches beyond it. */
const sizes = { tiny: 0.42, giant: 1.22 };
/** How often a picture is mirrored, and how often and by how many degrees at most it leans. */
const mirrored = 0.5;
const leaning = { often: 0.35, most: 9 };

/** A scene as a drawing, not yet pixels; undefined where the style lacks a part of it. */
export async function compose(library: IconLibrary, scene: Scene, random: Random): Promise<Part | undefined> {
  const drawn = await drawSubject(library, scene, random);
  if (!drawn) return undefined;
  const { part, head } = drawn;
  const worn = await Promise.all((scene.worn ?? []).map((concept) => wear(library, concept, head, random)));
  const held = await hold(library, scene.held ?? [], part.box, random);
  const beside = await putBeside(library, scene.beside ?? [], head, part.box, random);
  const one = [part, ...worn, ...beside, ...held];
  if (!one.every((layer) => layer !== undefined)) return undefined;
  const many = multiply(group(one), scene, random);
  const behind = await putBehind(library, scene.behind ?? [], many.box);
  if (!behind.every((layer) => layer !== undefined)) return undefined;
  const whole = group([...behind, many]);
  const facing = random.uniform() < mirrored ? mirror(whole) : whole;
  return random.uniform() < leaning.often ? tilt(facing, leaning.most * (2 * random.uniform() - 1)) : facing;
}

/** A drawing as pixels, framed as every picture of a data set is: premultiplied RGBA, `[size, size, 4]`. */
export function paint({ definitions, markup, box }: Part, size: number, scale?: Scene['size']): Promise<Uint8Array> {
  const share = contentShare * (scale === undefined ? 1 : sizes[scale]);
  const side = Math.max(box.right - box.left, box.bottom - box.top) / share;
  const view: View = {
    left: (box.left + box.right - side) / 2,
    top: (box.top + box.bottom - side) / 2,
    side,
  };
  return rasterise(`<defs>${definitions}</defs>${markup}`, view, size);
}
