import { createRandom } from '#lib/random.ts';
import { heads } from './casts.ts';
import { compose, paint } from './compose.ts';
import { gridSide } from './grid.ts';
import type { Head } from './heads.ts';
import { isHeldOutPair } from './held-out.ts';
import type { IconLibrary } from './library.ts';
import { partOf, round } from './parts.ts';
import { rasterise } from './raster.ts';
import type { Scene } from './scene.ts';
import { createScenery, listCast } from './scenery.ts';

/** A composition as it was drawn: the same style, seed and number give the same one. */
export interface Drawn {
  scene: Scene;
  /** Premultiplied RGBA, `[size, size, 4]`. */
  pixels: Uint8Array;
}

/** A composition by number. Scenes that the style cannot show are drawn again. */
export async function drawNumber(library: IconLibrary, seed: number, number: number, size: number): Promise<Drawn> {
  const random = createRandom(seed, number);
  const drawScene = createScenery(library);
  for (;;) {
    const scene = drawScene(random, { heldOut: false });
    const part = await compose(library, scene, random);
    if (part) return { scene, pixels: await paint(part, size, scene.size) };
  }
}

/**
 * How many different scenes of a subject and one thing more a style has: a mood, what is worn, a colour, a pattern, a body
 * or a being. Held-out things and pairs are not counted, nor what is held, beside or behind.
 */
export function countScenes(library: IconLibrary): Record<string, number> {
  const { heads, fit, things, hosts, moods, worn, colours, patterns, bodies, beings } = listCast(library);
  const subjects = [...new Set([...heads, ...things])];
  const pairs = (some: readonly string[], others: readonly string[], sceneOf: (one: string, other: string) => Scene) =>
    some.reduce((sum, one) => sum + others.filter((other) => !isHeldOutPair(sceneOf(one, other))).length, 0);
  return {
    moods: pairs(fit, moods, (subject, mood) => ({ subject, mood })),
    worn: pairs(fit, worn, (subject, one) => ({ subject, worn: [one] })),
    colours: pairs(subjects, colours, (subject, colour) => ({ subject, colour: colour as Scene['colour'] })),
    patterns: subjects.length * patterns.length,
    bodies: hosts.length * bodies.length,
    beings: fit.length * beings.length,
  };
}

/** Where things go on each head of a style that may be a subject: eyes green where they were seen, violet where they fit. */
export function drawAnchors(library: IconLibrary, size: number): Promise<Uint8Array[]> {
  const drawn = heads.filter((concept) => library.concepts.has(concept));
  return Promise.all(
    drawn.map(async (concept) => {
      const [icon, head] = [await library.icon(concept), await library.head(concept)];
      const { definitions, markup } = partOf(icon!.layers, icon!.leaves, icon!.box);
      const view = { left: 0, top: 0, side: gridSide };
      return rasterise(`<defs>${definitions}</defs>${markup}${marksOf(head!)}`, view, size);
    }),
  );
}

function marksOf({ eyes, hasEyes, top, topWidth, chin, width, clear }: Head): string {
  const ring = (x: number, y: number, radius: number, colour: string) =>
    `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="none" stroke="${colour}"/>`;
  const line = (x: number, y: number, length: number) =>
    `<path d="M${round(x - length / 2)} ${round(y)}h${round(length)}" stroke="#12f"/>`;
  const middle = (eyes.left.x + eyes.right.x) / 2;
  return [
    ...[eyes.left, eyes.right].map(({ x, y }) => ring(x, y, eyes.radius, hasEyes ? '#0c4' : '#c0f')),
    ...clear.map(({ x, y, radius }) => ring(x, y, radius, '#f60')),
    ...[top, chin].map(({ x, y }) => ring(x, y, 1.5, '#12f')),
    line(top.x, top.y, topWidth),
    line(middle, (eyes.left.y + eyes.right.y) / 2, width),
  ].join('');
}
